import type { Gate } from '../session/use-gate.js';
import { useReason } from '../words/use-fault.js';

/** Why the buttons above are off, in plain sight. */
export function WhyOff({ refusal }: { refusal: NonNullable<Gate['refusal']> }) {
  const reason = useReason();
  return <p className="soft small">{reason(refusal)}</p>;
}
