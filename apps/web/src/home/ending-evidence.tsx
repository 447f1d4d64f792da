import { IconCalendarCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useRows } from '../request/ask.js';
import { Empty } from '../ui/empty.js';
import { Code, Mark } from '../ui/mark.js';
import { Panel } from '../ui/panel.js';
import { RowList } from '../ui/row-list.js';
import { useDates } from '../words/use-dates.js';
import { useWords } from '../words/use-words.js';
import css from './home.module.css';

const noticeDays = 30;
const dayAfter = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Evidence whose effective period has ended or ends soon, first what ended first. */
export function EndingEvidence() {
  const say = useWords();
  const dates = useDates();
  const today = dayAfter(0);
  const list = useRows('listEvidence', { endsBefore: dayAfter(noticeDays + 1), limit: 6 });
  return (
    <Panel title={say('ending.title')} isFlush>
      <RowList
        list={list}
        empty={
          <Empty
            isSlim
            title={say('ending.none')}
            hint={say('ending.hint')}
            icon={<IconCalendarCheck size={22} />}
          />
        }
      >
        {(rows) => (
          <ul>
            {rows.map(
              ({ id, title, recommendationId, recommendationCode, recommendationTitle, effectiveTo }) => (
                <li key={id} className={css.row}>
                  <div>
                    <Link
                      className={css.name}
                      to="/recommendations/$id"
                      params={{ id: recommendationId }}
                      search={{ tab: 'evidence' }}
                    >
                      <bdi>{title}</bdi>
                    </Link>
                    <div className={css.meta}>
                      <Code>{recommendationCode}</Code>
                      <bdi>{recommendationTitle}</bdi>
                    </div>
                  </div>
                  {effectiveTo && (
                    <Mark tone={effectiveTo < today ? 'bad' : 'waiting'} wraps>
                      {say(effectiveTo < today ? 'ending.ended' : 'ending.ends', {
                        date: dates.day(effectiveTo),
                      })}
                    </Mark>
                  )}
                </li>
              ),
            )}
          </ul>
        )}
      </RowList>
    </Panel>
  );
}
