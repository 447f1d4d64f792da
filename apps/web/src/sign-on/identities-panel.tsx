import { IconLogin2 } from '@tabler/icons-react';
import { useRows } from '../request/ask.js';
import { Empty } from '../ui/empty.js';
import { Panel } from '../ui/panel.js';
import { Person } from '../ui/person.js';
import { RowList } from '../ui/row-list.js';
import { useDates } from '../words/use-dates.js';
import { useWords } from '../words/use-words.js';
import css from './sign-on.module.css';

/** Who is tied to the provider, those who came in last first. */
export function IdentitiesPanel() {
  const say = useWords();
  const dates = useDates();
  const list = useRows('listIdentities', {});
  return (
    <Panel title={say('sign-on.identities')} isFlush>
      <RowList list={list} empty={<Empty title={say('sign-on.nobody')} icon={<IconLogin2 size={22} />} />}>
        {(rows) => (
          <ul>
            {rows.map(({ person, issuer, subject, groups, linkedAt, signedInAt }) => (
              <li key={`${issuer} ${subject}`} className={css.row}>
                <div>
                  <Person name={person.name} />
                  <p className="soft small">
                    {signedInAt
                      ? say('sign-on.signed-in', { time: dates.time(signedInAt) })
                      : say('sign-on.linked', { time: dates.time(linkedAt) })}
                  </p>
                  {groups.length > 0 && (
                    <p className="small">
                      {say('sign-on.groups')} <bdi>{groups.join(' · ')}</bdi>
                    </p>
                  )}
                </div>
              </li>
            ))}
          </ul>
        )}
      </RowList>
    </Panel>
  );
}
