import { IconAlertTriangle, IconCircleDashed, IconShieldCheck } from '@tabler/icons-react';
import type { Integrity } from '#contracts';
import { Mark } from '../ui/mark.js';
import type { Tone } from '../ui/tones.js';
import { useWords, wordOf } from '../words/use-words.js';

const tones: Record<Integrity, Tone> = { ok: 'proof', missing: 'bad', altered: 'bad', unchecked: 'idle' };
const icons = {
  ok: IconShieldCheck,
  missing: IconAlertTriangle,
  altered: IconAlertTriangle,
  unchecked: IconCircleDashed,
};

/** What the newest check found of an item's file. */
export function IntegrityMark({ integrity }: { integrity: Integrity }) {
  const say = useWords();
  const Icon = icons[integrity];
  return (
    <Mark tone={tones[integrity]} icon={<Icon size={14} aria-hidden />}>
      {say(wordOf('evidence-integrity', integrity))}
    </Mark>
  );
}
