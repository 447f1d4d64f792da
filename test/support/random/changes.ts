import type { ProposedChange, RecommendationState } from '#contracts';
import { stateAllows } from '#workflow';
import type { Dice } from './dice.js';
import { idFor, type Glimpse } from './glimpse.js';
import { randomDue, randomProse } from './words.js';

/** A change that may be proposed of a recommendation: mostly one that carries it on, or null where none does. */
export function randomChange(
  recommendation: RecommendationState,
  dice: Dice,
  glimpse: Glimpse,
): ProposedChange | null {
  const changes = everyChange(recommendation, dice, glimpse);
  const fitting = changes.filter(({ transition }) => !stateAllows(transition, recommendation));
  const onward = fitting.filter(({ transition }) => !sideways.has(transition));
  if (dice.chance(85)) return onward.length > 0 ? dice.one(onward) : null;
  return dice.one(fitting.length > 0 && dice.chance(80) ? fitting : changes);
}

/** What ends or lengthens the work instead of carrying it on. */
const sideways = new Set<string>([
  'close-alternative',
  'close-overtaken',
  'close-not-implemented',
  'close-risk-accepted',
  'supersede',
  'move-due-date',
]);

function everyChange({ id }: RecommendationState, dice: Dice, glimpse: Glimpse): ProposedChange[] {
  const reason = randomProse(dice);
  const evidence = glimpse.all('evidence').filter(({ recommendationId }) => recommendationId === id);
  const isFull = dice.chance(90);
  return [
    { transition: 'issue' },
    {
      transition: 'respond',
      to: dice.one(['accepted', 'accepted', 'partially_accepted', 'not_accepted'] as const),
      reason: isFull ? reason : null,
      ownerId: idFor(dice, glimpse, 'person'),
      due: isFull ? randomDue(dice) : null,
    },
    {
      transition: 'report-implemented',
      narrative: reason,
      evidenceIds: dice.some(
        evidence.map((item) => item.id),
        5,
      ),
    },
    { transition: 'verify', note: dice.chance(50) ? reason : null },
    { transition: 'close-implemented', reason: null },
    { transition: 'close-alternative', reason },
    { transition: 'close-overtaken', reason },
    { transition: 'close-not-implemented', reason },
    { transition: 'close-risk-accepted', reason: null, riskStatement: reason, riskReviewDate: '2027-01-01' },
    { transition: 'supersede', reason, supersededById: idFor(dice, glimpse, 'recommendation') ?? id },
    { transition: 'move-due-date', due: randomDue(dice), reason },
    { transition: 'reopen', reason },
  ];
}
