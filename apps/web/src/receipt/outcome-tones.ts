import type { Tone } from '../ui/tones.js';
import type { ProofOutcome } from './check-proof.js';

/** Tones of what this browser found out. */
export const outcomeTones: Record<ProofOutcome, Tone> = {
  holds: 'proof',
  broken: 'bad',
  unproved: 'waiting',
  unusable: 'bad',
};
