import { Button } from '@mantine/core';
import { IconEyeCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { objectTypes, routes, type HistoryEntry } from '#contracts';
import { groupBy } from '../history/group-by.js';
import { useLive } from '../live/live-provider.js';
import { useRows } from '../request/ask.js';
import { request } from '../request/request.js';
import { meOptions, useMe } from '../session/use-me.js';
import { Empty } from '../ui/empty.js';
import { Code } from '../ui/mark.js';
import { Panel } from '../ui/panel.js';
import { RowList } from '../ui/row-list.js';
import { useDates } from '../words/use-dates.js';
import { useWords, wordOf } from '../words/use-words.js';
import css from './home.module.css';

/** Deeds, not comings and goings. */
const told = [...objectTypes];

/** What others did since this person last looked, by recommendation. */
export function SinceSeen() {
  const say = useWords();
  const { lastSeenIndex } = useMe();
  const { head } = useLive();
  const cache = useQueryClient();
  const list = useRows('listHistory', { since: lastSeenIndex, others: 'true', objectType: told, limit: 40 });
  const markSeen = useMutation({
    mutationFn: () => request('PUT', routes.markSeen.path, { input: { index: head } }),
    onSuccess: () => cache.invalidateQueries(meOptions),
  });
  return (
    <Panel
      title={say('since.title')}
      isFlush
      acts={
        list.rows.length > 0 && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconEyeCheck size={15} />}
            loading={markSeen.isPending}
            onClick={() => markSeen.mutate()}
          >
            {say('since.mark')}
          </Button>
        )
      }
    >
      <RowList
        list={list}
        empty={
          <Empty
            isSlim
            title={say('since.nothing')}
            hint={say('since.nothing-hint')}
            icon={<IconEyeCheck size={22} />}
          />
        }
      >
        {(entries) => (
          <ul>
            {[...groupBy(entries, ({ recommendation, objectId }) => recommendation?.id ?? objectId)].map(
              ([id, some]) => (
                <Group key={id} entries={some} />
              ),
            )}
          </ul>
        )}
      </RowList>
    </Panel>
  );
}

const shownMax = 4;

function Group({ entries }: { entries: HistoryEntry[] }) {
  const say = useWords();
  const dates = useDates();
  const about = entries[0]?.recommendation;
  return (
    <li className={css.group}>
      {about && (
        <Link to="/recommendations/$id" params={{ id: about.id }} search={{ tab: 'history' }}>
          <Code>{about.code}</Code> <bdi>{about.title}</bdi>
        </Link>
      )}
      <ul className={css.deeds}>
        {entries.slice(0, shownMax).map(({ id, actor, action, at }) => (
          <li key={id}>
            <bdi>
              <strong>{actor?.name ?? say('history.system')}</strong>
            </bdi>{' '}
            {say(wordOf('entry', action))} <span className="soft">· {dates.ago(at)}</span>
          </li>
        ))}
        {entries.length > shownMax && (
          <li className="soft">{say('since.more', { count: entries.length - shownMax })}</li>
        )}
      </ul>
    </li>
  );
}
