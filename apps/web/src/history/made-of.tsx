import { ProposedChange, type RecordType } from '#contracts';
import { ChangeWords } from '../proposals/change-words.js';
import css from './history.module.css';
import { FieldValue } from './field-value.js';

/** Fields that tell best what was made, by its type. */
const telling: Partial<Record<RecordType, readonly string[]>> = {
  recommendation: ['title', 'criticality'],
  review: ['title'],
  action: ['title'],
  evidence: ['title', 'file', 'url'],
  comment: ['text'],
  person: ['name'],
  grant: ['personId', 'role', 'endsAt'],
  delegation: ['toId', 'deeds', 'endsAt'],
  entity: ['name'],
  installation: ['name'],
  redaction: ['legalBasis'],
  'emergency-access': ['scopeType', 'hours'],
};

/** What an entry brought into being. */
export function MadeOf({ objectType, set }: { objectType: RecordType; set: Record<string, unknown> }) {
  const asked = objectType === 'proposal' ? ProposedChange.safeParse(set.change) : null;
  if (asked?.success) {
    return (
      <div className={css.said}>
        <ChangeWords change={asked.data} />
      </div>
    );
  }
  const fields = (telling[objectType] ?? []).filter((field) => set[field]);
  if (fields.length === 0) return null;
  return (
    <div className={css.said}>
      {fields.map((field) => (
        <FieldValue key={field} objectType={objectType} field={field} value={set[field]} />
      ))}
    </div>
  );
}
