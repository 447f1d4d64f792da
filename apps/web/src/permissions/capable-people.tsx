import { useRows } from '../request/ask.js';
import { Person } from '../ui/person.js';
import { RowList } from '../ui/row-list.js';
import { useFault } from '../words/use-fault.js';
import { useWords, wordOf } from '../words/use-words.js';
import css from './permissions.module.css';
import type { ExplainedSubject } from './subject.js';

/** Who may do a deed on an object, for those who may know; to others, that they may not. */
export function CapablePeople({ subject: { type, id }, deed }: { subject: ExplainedSubject; deed: string }) {
  const say = useWords();
  const fault = useFault();
  const list = useRows(`people:${type}`, {}, true, id, deed);
  if (list.error) return <p className="soft small">{fault(list.error)}</p>;
  return (
    <RowList list={list} empty={<p className="soft small">{say('permissions.who-none')}</p>}>
      {(rows) => (
        <ul className={css.people}>
          {rows.map(({ person, roles, onBehalfOf }) => (
            <li key={person.id}>
              <Person name={person.name} />
              <span className="soft small">
                {roles.map((role) => say(wordOf('role', role))).join(' · ')}
                {onBehalfOf && <> · {say('delegation.on-behalf-of', { name: onBehalfOf.name })}</>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </RowList>
  );
}
