import { Button, CloseButton } from '@mantine/core';
import { useWords } from '../words/use-words.js';
import css from './chips.module.css';

interface Props<N extends string> {
  /** The filters that are set, and how each is worded. */
  chips: { name: N; label: string }[];
  onLift: (name: N) => void;
  onClear: () => void;
}

/** What something is cut to, each with the way to lift it, and the way to lift all. */
export function Chips<N extends string>({ chips, onLift, onClear }: Props<N>) {
  const say = useWords();
  return (
    <div className={css.chips}>
      {chips.map(({ name, label }) => (
        <span key={name} className={css.chip}>
          <bdi>{label}</bdi>
          <CloseButton
            size="xs"
            aria-label={say('filter.lift', { filter: label })}
            onClick={() => onLift(name)}
          />
        </span>
      ))}
      <Button size="compact-sm" variant="subtle" onClick={onClear}>
        {say('filter.clear')}
      </Button>
    </div>
  );
}
