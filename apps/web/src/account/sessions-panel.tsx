import { Button } from '@mantine/core';
import { IconDeviceDesktop } from '@tabler/icons-react';
import type { SessionView } from '#contracts';
import { useRows } from '../request/ask.js';
import { useDoing } from '../request/use-doing.js';
import { useGate } from '../session/use-gate.js';
import { Empty } from '../ui/empty.js';
import { Mark } from '../ui/mark.js';
import { Panel } from '../ui/panel.js';
import { Person } from '../ui/person.js';
import { RowList } from '../ui/row-list.js';
import { useDates } from '../words/use-dates.js';
import { useWords, wordOf } from '../words/use-words.js';
import css from './account.module.css';
import { browserOf } from './browser-of.js';

const own = ['listOwnSessions', 'listOwnSignIns'] as const;
const ofAll = ['listSessions', 'listOwnSessions'] as const;

/** Where one is signed in oneself. */
export function OwnSessionsPanel() {
  const say = useWords();
  const list = useRows('listOwnSessions');
  const end = useDoing('endOwnSession', own);
  const endOthers = useDoing('endOtherSessions', own);
  const hasOthers = list.rows.some(({ isCurrent }) => !isCurrent);
  return (
    <Panel
      title={say('account.sessions')}
      isFlush
      acts={
        hasOthers && (
          <Button
            size="xs"
            variant="default"
            loading={endOthers.isPending}
            onClick={() => endOthers.mutate({})}
          >
            {say('account.end-others')}
          </Button>
        )
      }
    >
      <Sessions list={list} onEnd={(id) => end.mutate({ id })} />
    </Panel>
  );
}

/** Sessions of one person, or of everybody, for those who look after accounts. */
export function SessionsPanel({ personId }: { personId?: string }) {
  const say = useWords();
  const gate = useGate()({ name: 'person.deactivate' }, {});
  const list = useRows('listSessions', { personId });
  const end = useDoing('endSession', ofAll);
  const endAll = useDoing('endSessionsOf', ofAll);
  return (
    <Panel
      title={say('account.sessions')}
      isFlush
      acts={
        personId &&
        gate.isShown &&
        list.rows.length > 0 && (
          <Button
            size="xs"
            variant="outline"
            color="red"
            loading={endAll.isPending}
            onClick={() => endAll.mutate({ id: personId })}
          >
            {say('account.end-all')}
          </Button>
        )
      }
    >
      <Sessions
        list={list}
        isNamed={!personId}
        onEnd={gate.isShown ? (id) => end.mutate({ id }) : undefined}
      />
    </Panel>
  );
}

interface Props {
  list: ReturnType<typeof useRows<'listSessions'>> | ReturnType<typeof useRows<'listOwnSessions'>>;
  isNamed?: boolean;
  onEnd?: ((id: string) => void) | undefined;
}

function Sessions({ list, isNamed, onEnd }: Props) {
  const say = useWords();
  return (
    <RowList
      list={list}
      empty={<Empty title={say('account.no-sessions')} icon={<IconDeviceDesktop size={22} />} />}
    >
      {(sessions: SessionView[]) => (
        <ul>
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session} isNamed={isNamed} onEnd={onEnd} />
          ))}
        </ul>
      )}
    </RowList>
  );
}

function SessionRow({
  session: { id, person, userAgent, methods, createdAt, lastSeenAt, isCurrent },
  isNamed,
  onEnd,
}: { session: SessionView } & Pick<Props, 'isNamed' | 'onEnd'>) {
  const say = useWords();
  const dates = useDates();
  const browser = browserOf(userAgent) ?? say('account.unknown-browser');
  return (
    <li className={css.row}>
      <div className={css.told}>
        {isNamed ? <Person name={person.name} /> : <bdi title={userAgent ?? undefined}>{browser}</bdi>}{' '}
        {isCurrent && <Mark tone="good">{say('account.this-session')}</Mark>}
        <div className={css.meta}>
          {isNamed && <bdi title={userAgent ?? undefined}>{browser}</bdi>}
          <span>{methods.map((method) => say(wordOf('sign-in-method', method))).join(' · ')}</span>
          <span>{say('account.since', { date: dates.time(createdAt) })}</span>
          <span>{say('account.seen', { ago: dates.ago(lastSeenAt) })}</span>
        </div>
      </div>
      {onEnd && !isCurrent && (
        <Button size="compact-sm" variant="subtle" color="red" onClick={() => onEnd(id)}>
          {say('account.end')}
        </Button>
      )}
    </li>
  );
}
