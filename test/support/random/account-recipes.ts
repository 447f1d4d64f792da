import { delegableDeeds, entityKinds, languages, roles, scopeTypes, weightyRoles } from '#contracts';
import { about, idFor, makes, someId, type Recipes } from './glimpse.js';
import { randomLine, randomProse } from './words.js';

/** The installation, entities, persons, grants and reviews. */
export const accountRecipes: Recipes = {
  'installation.change': about(1, 'installation.change', 'installation', (dice) => ({
    stepUpMinutes: 5 + dice.below(60),
    ...(dice.chance(30) && { accountDomains: dice.chance(50) ? [] : [`d${dice.below(9)}.test.example`] }),
  })),
  'entity.create': makes(1, 'entity.create', (dice, glimpse) => ({
    name: randomLine(dice),
    kind: dice.one(entityKinds),
    parentId: idFor(dice, glimpse, 'entity'),
  })),
  'entity.change': about(1, 'entity.change', 'entity', (dice) => ({
    acronym: dice.chance(30) ? null : `A${dice.below(50)}`,
  })),
  'person.create': makes(1, 'person.create', (dice) => ({
    name: randomLine(dice),
    email: `Person.${dice.below(60)}@test.example`,
  })),
  'person.change': about(1, 'person.change', 'person', (dice) =>
    dice.chance(50) ? { name: randomLine(dice) } : { language: dice.one(languages) },
  ),
  'person.set-password': about(1, 'person.set-password', 'person', () => ({
    password: 'another long password',
  })),
  'person.reset-factors': about(1, 'person.reset-factors', 'person', (dice) => ({
    reason: randomLine(dice),
  })),
  'person.deactivate': about(0.5, 'person.deactivate', 'person', (dice) => ({ reason: randomLine(dice) })),
  'person.reactivate': about(1, 'person.reactivate', 'person', (dice) => ({ reason: randomLine(dice) })),
  'grant.give': makes(2, 'grant.give', (dice, glimpse) => {
    const scopeType = dice.one(scopeTypes);
    return {
      personId: someId(dice, glimpse, 'person'),
      role: dice.one(roles),
      scopeType,
      scopeId: scopeType === 'installation' ? null : someId(dice, glimpse, scopeType),
      reason: randomLine(dice),
    };
  }),
  'mapping.add': makes(1, 'mapping.add', (dice, glimpse) => {
    const scopeType = dice.one(scopeTypes);
    const role = dice.one(roles);
    return {
      groupName: `Group ${dice.below(20)}`,
      role,
      scopeType,
      scopeId: scopeType === 'installation' ? null : someId(dice, glimpse, scopeType),
      isMeant: weightyRoles.includes(role),
      reason: randomLine(dice),
    };
  }),
  'mapping.end': about(0.5, 'mapping.end', 'mapping', (dice) => ({ reason: randomLine(dice) })),
  'grant.end': about(0.5, 'grant.end', 'grant', (dice) => ({ reason: randomLine(dice) })),
  'delegation.give': makes(2, 'delegation.give', (dice, glimpse) => {
    const scopeType = dice.one(scopeTypes);
    const inDays = (days: number) => new Date(Date.parse(glimpse.now()) + days * 86_400_000).toISOString();
    const deeds = dice.some(delegableDeeds, 3);
    return {
      toId: someId(dice, glimpse, 'person'),
      scopeType,
      scopeId: scopeType === 'installation' ? null : someId(dice, glimpse, scopeType),
      deeds: deeds.length > 0 ? deeds : ['proposal.approve'],
      startsAt: dice.chance(20) ? inDays(1) : null,
      endsAt: inDays(1 + dice.below(366)),
      reason: randomLine(dice),
    };
  }),
  'delegation.end': about(0.5, 'delegation.end', 'delegation', (dice) => ({ reason: randomLine(dice) })),
  'review.create': makes(1, 'review.create', (dice) => ({
    code: `review-${dice.below(30)}`,
    title: randomLine(dice),
    date: '2012-11-14',
    commissionedBy: randomLine(dice),
    summary: randomProse(dice),
    sources: dice.chance(50) ? [{ title: randomLine(dice), url: 'https://example.org/Bericht/e\u0301' }] : [],
    lessons: [{ code: 'L-1', text: randomProse(dice), sourceVerified: dice.chance(50) }],
  })),
  'review.change': about(1, 'review.change', 'review', (dice) => ({
    title: randomLine(dice),
    chair: dice.chance(50) ? null : randomLine(dice),
  })),
};
