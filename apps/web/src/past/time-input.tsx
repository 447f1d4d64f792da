import { TextInput } from '@mantine/core';
import { toLocal } from './local-time.js';

interface Props {
  label: string;
  /** As the input holds it; see `fromLocal`. */
  value: string;
  onChange: (local: string) => void;
  error?: string | undefined;
}

/** A day and time of the past in the person's own time zone, typed or picked by the browser's own means. */
export function TimeInput({ label, value, onChange, error }: Props) {
  return (
    <TextInput
      type="datetime-local"
      label={label}
      value={value}
      max={toLocal(new Date())}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
