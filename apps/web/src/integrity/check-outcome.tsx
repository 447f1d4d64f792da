import { IconAlertTriangle, IconCircleCheck, IconCircleOff } from '@tabler/icons-react';
import type { CheckCounts, CheckOutcome, CheckRunView } from '#contracts';
import { Mark } from '../ui/mark.js';
import type { Tone } from '../ui/tones.js';
import { useWords, wordOf } from '../words/use-words.js';

const tones: Record<CheckOutcome, Tone> = {
  sound: 'proof',
  unsound: 'bad',
  cancelled: 'idle',
  failed: 'bad',
};
const icons = {
  sound: IconCircleCheck,
  unsound: IconAlertTriangle,
  cancelled: IconCircleOff,
  failed: IconAlertTriangle,
};

/** How a check ended. */
export function Outcome({ run: { outcome, findingCount } }: { run: CheckRunView }) {
  const say = useWords();
  if (!outcome) return <Mark tone="moving">{say('check.under-way')}</Mark>;
  const Icon = icons[outcome];
  return (
    <Mark tone={tones[outcome]} icon={<Icon size={14} aria-hidden />} wraps>
      {say(wordOf('check-outcome', outcome), { count: findingCount })}
    </Mark>
  );
}

const counted = [
  'entries',
  'objects',
  'checkpoints',
  'files',
] as const satisfies readonly (keyof CheckCounts)[];

/** What a check went through. */
export function Counts({ counts }: { counts: CheckCounts }) {
  const say = useWords();
  const told = counted.flatMap((what) => {
    const count = counts[what];
    return count === undefined ? [] : [say(wordOf('check-count', what), { count })];
  });
  return told.length > 0 && <span>{told.join(' · ')}</span>;
}
