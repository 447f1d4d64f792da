import { axes, type Citation } from '#contracts';
import { useEntities } from '../entities/use-entities.js';
import { usePeople } from '../people/use-people.js';
import { Mark } from '../ui/mark.js';
import { Said } from '../ui/said.js';
import { proposalTone, toneOf } from '../ui/tones.js';
import { useDates } from '../words/use-dates.js';
import { useHasWord, useWords, wordOf } from '../words/use-words.js';

const personFields = [
  'ownerId',
  'addedById',
  'proposedById',
  'authorId',
  'personId',
  'requestedById',
  'decidedById',
];
const entityFields = ['leadEntityId', 'entityId', 'parentId'];
const dateFields = ['dueDate', 'originalDueDate', 'effectiveFrom', 'effectiveTo', 'date', 'riskReviewDate'];

interface Props {
  objectType: string;
  field: string;
  value: unknown;
}

/** A value of a recorded field, told in words. */
export function FieldValue({ objectType, field, value }: Props) {
  const say = useWords();
  const hasWord = useHasWord();
  const dates = useDates();
  const people = usePeople();
  const entities = useEntities();

  if (!holdsSomething(value)) return <span className="soft">{say('ui.none')}</span>;
  if (typeof value === 'boolean') return say(value ? 'ui.yes' : 'ui.no');
  if (typeof value === 'object' && 'transition' in value)
    return say(wordOf('transition', String(value.transition)));
  if (typeof value === 'object') return <bdi>{textOf(value)}</bdi>;
  const text = String(value);
  const word = stateWord(objectType, field, text);
  if (hasWord(word)) {
    const tone = objectType === 'proposal' ? proposalTone(text) : toneOf(text);
    return <Mark tone={tone}>{say(wordOf(word))}</Mark>;
  }
  if (dateFields.includes(field)) return <span>{dates.day(text)}</span>;
  if (field.endsWith('At')) return <span>{dates.time(text)}</span>;
  if (personFields.includes(field)) return <bdi>{people.nameOf(text) ?? say('ui.somebody')}</bdi>;
  if (entityFields.includes(field)) return <bdi>{entities.nameOf(text) ?? say('ui.some-entity')}</bdi>;
  return (
    <bdi className="prose">
      <Said text={text} />
    </bdi>
  );
}

/** Whether anything was entered: an empty list holds nothing either. */
export const holdsSomething = (value: unknown): value is NonNullable<unknown> =>
  value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);

/** Key of the wording of a closed list's word. */
export function stateWord(objectType: string, field: string, value: string): string {
  if (field in axes) return `state.${field}.${value}`;
  if (field === 'decidedBy') return `decider.${value}`;
  if (field === 'state') return `${objectType}-state.${value}`;
  if (field === 'kind' && objectType === 'entity') return `entity-kind.${value}`;
  return `${field}.${value}`;
}

function textOf(value: object): string {
  if (Array.isArray(value))
    return value.every((part) => typeof part === 'string') ? value.join(' · ') : String(value.length);
  if ('fileName' in value) return String(value.fileName);
  if ('document' in value) return citationText(value as Citation);
  return '…';
}

/** A citation on one line. */
export const citationText = ({ document, section, paragraph, page }: Citation): string =>
  [document, section, paragraph && `¶ ${paragraph}`, page && `p. ${page}`].filter(Boolean).join(', ');
