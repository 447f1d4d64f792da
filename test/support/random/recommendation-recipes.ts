import { confidentialities, criticalities, languages } from '#contracts';
import { randomChange } from './changes.js';
import { about, idFor, makes, pick, someId, type Recipes } from './glimpse.js';
import { randomDue, randomLine, randomProse } from './words.js';

/** Recommendations, what is proposed about them, and decisions. */
export const recommendationRecipes: Recipes = {
  'recommendation.draft': makes(3, 'recommendation.draft', (dice, glimpse) => ({
    reviewId: someId(dice, glimpse, 'review'),
    code: `R-${dice.below(500)}`,
    title: randomLine(dice),
    text: randomProse(dice),
    language: dice.one(languages),
    citation: dice.chance(90) ? { document: randomLine(dice), page: '12–13' } : null,
    addressee: randomLine(dice),
    criticality: dice.one(criticalities),
    themes: dice.some(['early warning', 'Prävention', '预防'], 3),
    leadEntityId: idFor(dice, glimpse, 'entity'),
    confidentiality: dice.one(confidentialities),
  })),
  'recommendation.edit': about(3, 'recommendation.edit', 'recommendation', (dice) =>
    dice.one([
      { title: randomLine(dice) },
      { criticality: dice.one(criticalities) },
      { sourceVerified: dice.chance(50) },
      { themes: [randomLine(dice).slice(0, 100)] },
      { citation: null },
    ]),
  ),
  'recommendation.assign': about(2, 'recommendation.assign', 'recommendation', (dice, glimpse) =>
    dice.chance(60)
      ? { ownerId: idFor(dice, glimpse, 'person') }
      : { leadEntityId: idFor(dice, glimpse, 'entity') },
  ),
  'recommendation.classify': about(1, 'recommendation.classify', 'recommendation', (dice) => ({
    confidentiality: dice.one(confidentialities),
    reason: randomProse(dice),
  })),
  'recommendation.consider': about(2, 'recommendation.consider', 'recommendation', () => ({})),
  'recommendation.start': about(8, 'recommendation.start', 'recommendation', (dice, glimpse) => ({
    firstAction: {
      title: randomLine(dice),
      dueDate: randomDue(dice),
      ownerId: dice.chance(50) ? idFor(dice, glimpse, 'person') : null,
    },
  })),
  'recommendation.hold': about(2, 'recommendation.hold', 'recommendation', (dice) => ({
    reason: randomProse(dice),
  })),
  'recommendation.resume': about(4, 'recommendation.resume', 'recommendation', () => ({})),
  'proposal.make': {
    weight: 24,
    make: (dice, glimpse) => {
      const recommendation = pick(dice, glimpse, 'recommendation');
      const change = recommendation && randomChange(recommendation, dice, glimpse);
      return change && { name: 'proposal.make', input: { recommendationId: recommendation.id, change } };
    },
  },
  'proposal.approve': ofOpenOnes(28, 'proposal.approve'),
  'proposal.reject': ofOpenOnes(5, 'proposal.reject'),
  'proposal.return': ofOpenOnes(2, 'proposal.return'),
  'proposal.withdraw': ofOpenOnes(1, 'proposal.withdraw'),
};

/** A decision, mostly on a proposal that is open. */
function ofOpenOnes(
  weight: number,
  name: 'proposal.approve' | 'proposal.reject' | 'proposal.return' | 'proposal.withdraw',
): NonNullable<Recipes['proposal.make']> {
  return {
    weight,
    make: (dice, glimpse) => {
      const all = glimpse.all('proposal');
      const open = all.filter(({ state }) => state === 'open');
      const from = open.length > 0 && dice.chance(90) ? open : all;
      if (from.length === 0) return null;
      const { id } = dice.one(from);
      const reason = randomProse(dice);
      const tested = dice.chance(90) ? randomProse(dice) : null;
      switch (name) {
        case 'proposal.approve':
          return { name, id, input: { reason: dice.chance(50) ? reason : null, tested } };
        case 'proposal.reject':
          return { name, id, input: { reason, tested } };
        default:
          return { name, id, input: { reason } };
      }
    },
  };
}
