import { usePeople } from '../people/use-people.js';
import { useAnswer } from '../request/ask.js';
import { Chips } from '../ui/chips.js';
import { useDates } from '../words/use-dates.js';
import { useWords, wordOf } from '../words/use-words.js';
import { auditFilters, type AuditFilter, type AuditSearch } from './audit-search.js';

interface Props {
  search: AuditSearch;
  onChange: (part: AuditSearch) => void;
  onClear: () => void;
}

const labels = {
  objectType: 'audit.about',
  action: 'audit.action',
  actorId: 'audit.who',
  reviewId: 'object.review',
  recommendationId: 'object.recommendation',
  from: 'audit.from',
  to: 'audit.to',
} as const satisfies Record<AuditFilter, string>;

/** What the timeline is cut to, each with the way to lift it. */
export function AuditChips({ search, onChange, onClear }: Props) {
  const say = useWords();
  const valueOf = useFilterValues(search);
  const given = auditFilters.filter((name) => search[name]);
  if (given.length === 0) return null;
  return (
    <Chips
      chips={given.map((name) => ({ name, label: `${say(labels[name])}: ${valueOf(name)}` }))}
      onLift={(name) => onChange({ [name]: undefined })}
      onClear={onClear}
    />
  );
}

function useFilterValues(search: AuditSearch): (name: AuditFilter) => string {
  const say = useWords();
  const dates = useDates();
  const people = usePeople();
  const { data: reviews } = useAnswer('listReviews', { query: { limit: 200 } }, Boolean(search.reviewId));
  const { recommendationId: id } = search;
  const { data: recommendation } = useAnswer('getRecommendation', { id }, Boolean(id));
  const values: Record<AuditFilter, () => string | null | undefined> = {
    objectType: () => search.objectType?.map((type) => say(wordOf('object', type))).join(say('ui.or')),
    action: () => search.action?.map((action) => say(wordOf('entry', action))).join(say('ui.or')),
    actorId: () => people.nameOf(search.actorId ?? null),
    reviewId: () => reviews?.rows.find((review) => review.id === search.reviewId)?.title,
    recommendationId: () => recommendation?.code,
    from: () => search.from && dates.day(search.from),
    to: () => search.to && dates.day(search.to),
  };
  return (name) => values[name]() ?? '…';
}
