import { VisuallyHidden } from '@mantine/core';
import { IconBan } from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import type { Role } from '#contracts';
import type { Noun } from '#permissions';
import { useWords, wordOf } from '../words/use-words.js';
import type { DeedGroup } from './matrix-groups.js';
import css from './permissions.module.css';
import { useDeedWords } from './use-deed-words.js';
import { useConditionWords, useWayWords } from './use-way-words.js';

interface Props {
  noun: Noun;
  groups: readonly DeedGroup[];
  roles: readonly Role[];
}

/** What may be done to one kind of object, and by whom. On narrow screens each row is a card. */
export function MatrixTable({ noun, groups, roles }: Props) {
  const say = useWords();
  return (
    <table className={css.table} role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            {say('matrix.deed')}
          </th>
          {roles.map((role) => (
            <th key={role} role="columnheader" scope="col">
              {say(wordOf('role', role))}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {groups.map((group) => (
          <tr key={group.deeds.join()} role="row">
            <th role="rowheader" scope="row">
              <Deeds noun={noun} group={group} />
            </th>
            {roles.map((role) => (
              <td
                key={role}
                role="cell"
                data-label={say(wordOf('role', role))}
                data-none={group.ways[role].length === 0 || undefined}
              >
                <Ways ways={group.ways[role]} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The place of a deed in the page, to which others may lead. */
export const deedAnchor = (noun: string, deed: string): string => `${noun}/${deed}`;

function Deeds({ noun, group: { deeds, never } }: { noun: Noun; group: DeedGroup }) {
  const say = useWords();
  const deedWords = useDeedWords();
  const conditionWords = useConditionWords();
  const { hash } = useLocation();
  return (
    <>
      <ul className={css.deeds}>
        {deeds.map((deed) => {
          const place = deedAnchor(noun, deed);
          return (
            <li key={deed} id={place} className={hash === place ? css.isMeant : undefined}>
              <Link to="/permissions" search={(before: object) => before} hash={place} title={deed}>
                {deedWords(deed)}
              </Link>
            </li>
          );
        })}
      </ul>
      {never.map(({ because, conditions }) => (
        <p key={because} className={css.never}>
          <IconBan size={14} aria-hidden /> {say('matrix.never', { conditions: conditionWords(conditions) })}
        </p>
      ))}
    </>
  );
}

function Ways({ ways }: { ways: DeedGroup['ways'][Role] }) {
  const say = useWords();
  const wayWords = useWayWords();
  if (ways.length === 0)
    return (
      <span className="soft">
        <span aria-hidden>–</span>
        <VisuallyHidden>{say('matrix.none')}</VisuallyHidden>
      </span>
    );
  return (
    <ul className={css.ways}>
      {ways.map((way) => {
        const { conditions, held, told } = wayWords(way);
        return (
          <li key={JSON.stringify(way)}>
            {conditions}
            {held && <span className={css.held}>{held}</span>}
            {told && <span className={css.held}>{told}</span>}
          </li>
        );
      })}
    </ul>
  );
}
