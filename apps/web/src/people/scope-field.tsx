import { Select } from '@mantine/core';
import type { ScopeType } from '#contracts';
import { useEntities } from '../entities/use-entities.js';
import { RecommendationField } from '../recommendations/recommendation-field.js';
import { useAnswer } from '../request/ask.js';
import { useWords, wordOf } from '../words/use-words.js';

interface Props {
  scopeType: ScopeType;
  value: string | null;
  onChange: (id: string | null) => void;
}

/** The entity, review or recommendation within which a right runs; nothing to choose for the whole installation. */
export function ScopeField({ scopeType, value, onChange }: Props) {
  const say = useWords();
  const entities = useEntities();
  const { data: reviews } = useAnswer('listReviews', { query: { limit: 200 } });
  if (scopeType === 'installation') return null;
  if (scopeType === 'recommendation') {
    return (
      <RecommendationField label={say('object.recommendation')} value={value} onChange={onChange} required />
    );
  }
  const options =
    scopeType === 'entity'
      ? entities.options
      : (reviews?.rows ?? []).map(({ id, title }) => ({ value: id, label: title }));
  return (
    <Select
      label={say(wordOf('object', scopeType))}
      required
      searchable
      data={options}
      value={value}
      onChange={onChange}
    />
  );
}
