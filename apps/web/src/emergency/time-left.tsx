import type { EmergencyAccessView } from '#contracts';
import { useWords } from '../words/use-words.js';
import { useNow } from './use-emergencies.js';

/** How much longer access runs, to the second. */
export function TimeLeft({ access: { endsAt } }: { access: EmergencyAccessView }) {
  const say = useWords();
  const now = useNow(1000, true);
  const seconds = Math.max(0, Math.floor((Date.parse(endsAt ?? '') - now) / 1000));
  const two = (number: number) => String(number).padStart(2, '0');
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  return (
    <span>
      {say('emergency.left')} <bdi dir="ltr">{clock}</bdi>
    </span>
  );
}
