import { VisuallyHidden } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useWords, wordOf } from '../words/use-words.js';
import { FieldValue } from './field-value.js';
import css from './history.module.css';

/** Fields that say nothing of their own: they are told by the entry's sentence or with another field. */
const silent = ['decisions', 'edits', 'passwordChanges', 'duePrecision'];

interface Props {
  objectType: string;
  was: Record<string, unknown>;
  set: Record<string, unknown>;
}

/** What an entry changed: each field from what it was to what it became. */
export function FieldChanges({ objectType, was, set }: Props) {
  const say = useWords();
  const fields = Object.keys(set).filter(
    (field) => !silent.includes(field) && JSON.stringify(set[field]) !== JSON.stringify(was[field]),
  );
  if (fields.length === 0) return null;
  return (
    <dl className={css.changes}>
      {fields.map((field) => (
        <div key={field} className={css.change}>
          <dt>{say(wordOf('field', field))}</dt>
          <dd>
            <VisuallyHidden>{say('history.from')} </VisuallyHidden>
            <FieldValue objectType={objectType} field={field} value={was[field]} />
            <IconArrowRight className={css.arrow} size={15} aria-hidden />
            <VisuallyHidden> {say('history.to')} </VisuallyHidden>
            <FieldValue objectType={objectType} field={field} value={set[field]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
