import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useAnswer } from '../request/ask.js';
import { useWords } from '../words/use-words.js';

interface Props {
  label?: string;
  /** Left out of what is found. */
  exceptId?: string;
  value: string | null;
  onChange: (id: string | null) => void;
  required?: boolean;
  isClearable?: boolean;
  error?: string;
}

/** Finds another recommendation by its words or code. */
export function RecommendationField({
  label,
  exceptId,
  value,
  onChange,
  required,
  isClearable,
  error,
}: Props) {
  const say = useWords();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, 250);
  const { data } = useAnswer('listRecommendations', { query: { search: search || undefined, limit: 20 } });
  const options = (data?.rows ?? [])
    .filter(({ id }) => id !== exceptId)
    .map(({ id, code, title }) => ({ value: id, label: `${code} · ${title}` }));
  return (
    <Select
      label={label ?? say('field.supersededById')}
      required={required}
      error={error}
      searchable
      clearable={isClearable}
      data={options}
      // The server has searched already, in more than the label.
      filter={({ options: found }) => found}
      value={value}
      onChange={onChange}
      onSearchChange={setTyped}
      nothingFoundMessage={say('ui.nothing-found')}
    />
  );
}
