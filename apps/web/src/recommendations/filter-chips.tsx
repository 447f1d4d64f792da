import { useEntities } from '../entities/use-entities.js';
import { usePeople } from '../people/use-people.js';
import { useAnswer } from '../request/ask.js';
import { Chips } from '../ui/chips.js';
import { useWords, wordOf } from '../words/use-words.js';
import { filterNames, wordFilters, type ListSearch } from './list-search.js';

interface Props {
  search: ListSearch;
  onChange: (part: ListSearch) => void;
  onClear: () => void;
}

/** What the list is cut to, each with the way to lift it. */
export function FilterChips({ search, onChange, onClear }: Props) {
  const say = useWords();
  const valueOf = useFilterWords(search);
  const labelOf = (name: (typeof filterNames)[number]) =>
    name === 'overdue' ? say('filter.overdue') : `${say(wordOf('field', name))}: ${valueOf(name)}`;
  return (
    <Chips
      chips={filterNames.filter((name) => search[name]).map((name) => ({ name, label: labelOf(name) }))}
      onLift={(name) => onChange({ [name]: undefined })}
      onClear={onClear}
    />
  );
}

function useFilterWords(search: ListSearch): (name: (typeof filterNames)[number]) => string {
  const say = useWords();
  const people = usePeople();
  const entities = useEntities();
  const { data: reviews } = useAnswer('listReviews', { query: { limit: 200 } });
  const names = {
    ownerId: people.nameOf,
    leadEntityId: entities.nameOf,
    reviewId: (id: string) => reviews?.rows.find((review) => review.id === id)?.title,
  };
  return (name) => {
    const value = search[name];
    if (!Array.isArray(value)) return String(value);
    if (name in wordFilters) {
      const prefix = wordFilters[name as keyof typeof wordFilters];
      return value.map((word) => say(wordOf(prefix, word))).join(say('ui.or'));
    }
    const nameOf = names[name as keyof typeof names];
    return value.map((id) => nameOf(id) ?? '…').join(say('ui.or'));
  };
}
