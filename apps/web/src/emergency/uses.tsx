import { Link } from '@tanstack/react-router';
import { useRows } from '../request/ask.js';
import { Empty } from '../ui/empty.js';
import { Code } from '../ui/mark.js';
import { RowList } from '../ui/row-list.js';
import { Said } from '../ui/said.js';
import { useDates } from '../words/use-dates.js';
import { useWords, wordOf } from '../words/use-words.js';
import css from './emergency.module.css';

/** What was opened under access that nothing else had let its holder read. */
export function Uses({ accessId }: { accessId: string }) {
  const say = useWords();
  const dates = useDates();
  const list = useRows('listEmergencyUses', {}, true, accessId);
  return (
    <RowList list={list} empty={<Empty isSlim title={say('emergency.no-uses')} />}>
      {(rows) => (
        <ul className={css.uses}>
          {rows.map(({ at, objectType, objectId, recommendation }) => (
            <li key={`${objectType}${objectId}`}>
              <span className="soft small">{dates.time(at)}</span> {say(wordOf('object', objectType))}{' '}
              {recommendation && (
                <Link to="/recommendations/$id" params={{ id: recommendation.id }}>
                  <Code>{recommendation.code}</Code>{' '}
                  <bdi>
                    <Said text={recommendation.title} />
                  </bdi>
                </Link>
              )}
            </li>
          ))}
        </ul>
      )}
    </RowList>
  );
}
