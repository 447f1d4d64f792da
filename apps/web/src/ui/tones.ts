import type { Axis } from '#contracts';

/** The six tones in which states are drawn; the word always stands beside the colour. */
export type Tone = 'idle' | 'moving' | 'waiting' | 'good' | 'bad' | 'proof';

const tones: Record<string, Tone> = {
  draft: 'waiting',
  issued: 'good',
  pending: 'idle',
  under_consideration: 'moving',
  accepted: 'good',
  partially_accepted: 'waiting',
  not_accepted: 'bad',
  not_started: 'idle',
  in_progress: 'moving',
  on_hold: 'waiting',
  reported_implemented: 'good',
  not_assessed: 'idle',
  verified: 'proof',
  evidence_insufficient: 'bad',
  open: 'idle',
  closed_implemented: 'good',
  closed_alternative: 'good',
  closed_risk_accepted: 'waiting',
  closed_overtaken_by_events: 'idle',
  closed_not_implemented: 'bad',
  superseded: 'idle',
  planned: 'idle',
  completed: 'good',
  dropped: 'idle',
  requested: 'waiting',
  approved: 'good',
  rejected: 'bad',
  returned: 'waiting',
  withdrawn: 'idle',
  voided: 'idle',
  critical: 'bad',
  important: 'waiting',
  other: 'idle',
  public: 'idle',
  internal: 'idle',
  confidential: 'bad',
  current: 'good',
  resolved: 'good',
  active: 'good',
  deactivated: 'idle',
};
export const toneOf = (state: string): Tone => tones[state] ?? 'idle';

/** An open proposal waits; an open recommendation does not. */
export const proposalTone = (state: string): Tone => (state === 'open' ? 'waiting' : toneOf(state));

/** The order in which the four axes are told; `issuance` stands before them. */
export const fourAxes = [
  'acceptance',
  'implementation',
  'verification',
  'closure',
] as const satisfies readonly Axis[];
export type FourAxis = (typeof fourAxes)[number];
