import { confidentialities, legalBases, scopeTypes } from '#contracts';
import { about, adds, idFor, makes, someId, type Recipes } from './glimpse.js';
import { randomDue, randomFile, randomLine, randomProse } from './words.js';

/** Actions, evidence, comments, redactions and emergency access. */
export const workRecipes: Recipes = {
  'action.plan': adds(2, 'action.plan', (dice, glimpse) => ({
    title: randomLine(dice),
    due: randomDue(dice),
    ownerId: idFor(dice, glimpse, 'person'),
    entityId: idFor(dice, glimpse, 'entity'),
  })),
  'action.change': about(2, 'action.change', 'action', (dice) =>
    dice.chance(50) ? { title: randomLine(dice) } : { due: randomDue(dice), reason: randomProse(dice) },
  ),
  'action.start': about(2, 'action.start', 'action', () => ({})),
  'action.complete': about(1, 'action.complete', 'action', (dice) => ({ narrative: randomProse(dice) })),
  'action.drop': about(1, 'action.drop', 'action', (dice) => ({ reason: randomProse(dice) })),
  'evidence.add-link': adds(4, 'evidence.add-link', (dice) => ({
    title: randomLine(dice),
    url: `https://example.org/${dice.below(1000)}/a\u0308`,
    effectiveFrom: '2026-01-01',
    confidentiality: dice.one(confidentialities),
  })),
  'evidence.add-file': adds(3, 'evidence.add-file', (dice) => ({
    title: randomLine(dice),
    file: randomFile(dice),
  })),
  'evidence.replace': about(2, 'evidence.replace', 'evidence', (dice) => ({
    file: randomFile(dice),
    reason: randomProse(dice),
  })),
  'evidence.withdraw': about(1, 'evidence.withdraw', 'evidence', (dice) => ({ reason: randomProse(dice) })),
  'comment.post': adds(3, 'comment.post', (dice, glimpse) => ({
    text: randomProse(dice),
    parentId: dice.chance(30) ? idFor(dice, glimpse, 'comment') : null,
    mentions: dice.some(
      glimpse.all('person').map(({ id }) => id),
      2,
    ),
  })),
  'comment.edit': about(2, 'comment.edit', 'comment', (dice) => ({ text: randomProse(dice) })),
  'comment.resolve': about(1, 'comment.resolve', 'comment', () => ({})),
  'redaction.request': adds(1, 'redaction.request', (dice, glimpse) => ({
    targets: [{ entryId: someId(dice, glimpse, 'comment'), path: '/set/text' }],
    legalBasis: dice.one(legalBases),
    reason: randomProse(dice),
  })),
  'redaction.approve': about(1, 'redaction.approve', 'redaction', () => ({})),
  'redaction.reject': about(1, 'redaction.reject', 'redaction', (dice) => ({ reason: randomProse(dice) })),
  'emergency-access.request': makes(1, 'emergency-access.request', (dice, glimpse) => {
    const scopeType = dice.one(scopeTypes);
    return {
      scopeType,
      scopeId: scopeType === 'installation' ? null : someId(dice, glimpse, scopeType),
      hours: 1 + dice.below(24),
      reason: randomProse(dice),
    };
  }),
  'emergency-access.approve': about(1, 'emergency-access.approve', 'emergency-access', () => ({})),
  'emergency-access.refuse': about(1, 'emergency-access.refuse', 'emergency-access', (dice) => ({
    reason: randomProse(dice),
  })),
  'emergency-access.end': about(1, 'emergency-access.end', 'emergency-access', () => ({})),
};
