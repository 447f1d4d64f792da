import {
  commandNames,
  commands,
  confidentialities,
  delegableDeeds,
  recordTypes,
  type Actor,
  type CommandName,
  type PersonState,
  type RecordType,
} from '#contracts';
import type * as permissions from '#permissions';
import type { Facts, Intent, Noun } from '#permissions';
import type { TransitionId } from '#workflow';
import type { Member, Place } from './cast.js';
import { everybody, everyRecommendation, lender, me, reached, thingsOf } from './every-case.js';
import { may, mayRead, spokenDeeds, type About } from './oracle.js';
import * as keeping from './oracle-of-keeping.js';
import { actorOf, entryFacts, factsOf, idNamed, partFacts, recommendationOf } from './plain-facts.js';

/** What answers for the declaration. */
export type Declaration = Pick<typeof permissions, 'canRead' | 'permit' | 'toldOf'>;

/** What was asked, what the declaration says, and what plain words say. */
type Case = [what: unknown, said: unknown, plain: unknown];

/** Somebody, asked through a declaration. */
interface Asked extends Declaration {
  member: Member;
  actor: Actor;
}

const intentOf = (deed: string): Intent => {
  const [name, transition] = deed.split(':');
  return { name: name as CommandName, ...(transition && { transition: transition as TransitionId }) };
};
const nounOf = (deed: string): Noun => commands[intentOf(deed).name].objectType;
const deedsOn = new Map<Noun, string[]>();
for (const deed of spokenDeeds) {
  // What a proposal may ask for is asked of the recommendation.
  const kind = deed.startsWith('proposal.make') ? 'recommendation' : nounOf(deed);
  deedsOn.set(kind, [...(deedsOn.get(kind) ?? []), deed]);
}

const things = everyRecommendation.flatMap(thingsOf).map((thing) => ({ thing, facts: factsOf(thing) }));
const deeds = things.flatMap(({ thing, facts }) =>
  (deedsOn.get(thing.kind) ?? []).map((deed) => ({ deed, thing, facts, intent: intentOf(deed) })),
);
/** Entries that always belong to a recommendation, or to a review. */
const alwaysOfOne: readonly RecordType[] = [
  'review',
  'recommendation',
  'proposal',
  'action',
  'evidence',
  'comment',
  'redaction',
];

/** Worked out once for a person, however many declarations are held against them. */
function plainAnswers<A>(question: object, member: Member, work: () => A[]): readonly A[] {
  const ofQuestion = answered.get(question) ?? new Map<Member, A[]>();
  answered.set(question, ofQuestion);
  const answers = (ofQuestion as Map<Member, A[]>).get(member) ?? work();
  (ofQuestion as Map<Member, A[]>).set(member, answers);
  return answers;
}
const answered = new Map<object, Map<Member, unknown[]>>();

function* ofReading({ member, actor, canRead }: Asked): Generator<Case> {
  const plain = plainAnswers(ofReading, member, () => things.map(({ thing }) => mayRead(member, thing)));
  for (const [place, { thing, facts }] of things.entries())
    yield [thing, canRead(actor, thing.kind, facts), plain[place]];
}

function* ofDoing({ member, actor, permit }: Asked): Generator<Case> {
  const plain = plainAnswers(ofDoing, member, () => deeds.map(({ deed, thing }) => may(member, deed, thing)));
  for (const [place, { deed, thing, facts, intent }] of deeds.entries())
    yield [{ deed, thing }, permit(actor, intent, facts)?.code ?? null, plain[place]];
}

const everyItem = confidentialities.flatMap((marking) => ['maker', me].map((by) => ({ marking, by })));
const entries = [...entriesToTell()].map((entry) => ({ entry, facts: entryFacts(entry) }));
function* entriesToTell(): Generator<keeping.Entry> {
  for (const objectType of recordTypes) {
    if (!alwaysOfOne.includes(objectType)) yield { objectType, about: null, review: null };
    for (const about of everyRecommendation) {
      const { review } = about;
      const items = objectType === 'evidence' ? everyItem : [undefined];
      for (const evidence of items)
        yield {
          objectType,
          about: objectType === 'review' ? null : about,
          review,
          ...(evidence && { evidence }),
        };
    }
  }
}

function* ofEntries({ member, actor, canRead }: Asked): Generator<Case> {
  const plain = plainAnswers(ofEntries, member, () =>
    entries.map(({ entry }) => keeping.mayReadEntry(member, entry)),
  );
  for (const [place, { entry, facts }] of entries.entries())
    yield [entry, canRead(actor, 'history', facts), plain[place]];
}

const somebody = idNamed('somebody');
const accountOf = (id: string): PersonState => ({
  id,
  name: 'Somebody',
  email: 'somebody@test.example',
  language: 'en',
  state: 'active',
  passwordChanges: 1,
  version: 1,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
});

function* ofKeeping({ member, actor, canRead, permit, toldOf }: Asked): Generator<Case> {
  const myself = idNamed(me);
  const reads = (noun: Noun, facts: Facts = {}) => canRead(actor, noun, facts);
  const does = (name: CommandName, facts: Facts = {}) => permit(actor, { name }, facts) === null;
  const administers = keeping.mayAdminister(member);
  const knowsAll = keeping.mayKnowAccounts(member);
  const knowsPeople = keeping.mayKnowPeople(member);
  for (const noun of ['installation', 'mapping', 'check', 'access'] as const)
    yield [noun, reads(noun), knowsAll];
  yield ['entities', reads('entity'), keeping.mayKnowEntities(member)];
  yield ['grants of others', reads('grant', { grant: { personId: somebody } }), knowsAll];
  const hasGrant = member.grants.some(({ lent, isEmergency }) => !lent && !isEmergency);
  yield ['own grants', reads('grant', { grant: { personId: myself } }), hasGrant];
  for (const [id, tellsAll] of [
    [somebody, knowsAll],
    [myself, knowsPeople],
  ] as const) {
    const facts = { person: { id } };
    yield [`account ${id}`, reads('person', facts), knowsPeople];
    const told = toldOf(actor, 'person', accountOf(id));
    yield [`address of ${id}`, 'email' in told, tellsAll];
    yield [`name of ${id}`, 'name' in told, true];
    const isOther = id === somebody;
    yield [`factors of ${id}`, does('person.reset-factors', facts), administers && isOther];
    yield [`own password of ${id}`, does('person.change-password', facts), !isOther];
    yield [`grant to ${id}`, does('grant.give', { grant: { personId: id } }), administers && isOther];
  }
  for (const name of administered) yield [name, does(name, { person: { id: somebody } }), administers];
  for (const review of ['first review', 'second review'] as const) {
    const facts = { review: { id: idNamed(review) } };
    yield [review, reads('review', facts), keeping.mayReadReview(member, review)];
    yield [`change ${review}`, does('review.change', facts), keeping.keepsReviews(member, false, review)];
  }
  yield ['enter a review', does('review.create'), keeping.keepsReviews(member, true)];
  for (const about of everyRecommendation)
    yield [
      `readers of ${about.name}`,
      reads('reader', { recommendation: recommendationOf(about) }),
      keeping.mayKnowReaders(member, about),
    ];
}

const administered: readonly CommandName[] = [
  'installation.change',
  'entity.create',
  'entity.change',
  'person.create',
  'person.change',
  'person.set-password',
  'person.deactivate',
  'person.reactivate',
  'grant.end',
  'mapping.add',
  'mapping.end',
];

/** Parts of the house for which something is lent or asked. */
const parts: { place: Place; about?: About }[] = [
  ...(['everything', 'whole', 'lead', 'elsewhere', 'first review', 'second review'] as const).map(
    (place) => ({
      place,
    }),
  ),
  ...everyRecommendation
    .filter(({ owner }) => owner === null)
    .map((about) => ({ place: 'one recommendation' as const, about })),
];

function* ofLending({ member, actor, canRead, permit }: Asked): Generator<Case> {
  for (const part of parts) {
    const recommendation = part.about && { recommendation: recommendationOf(part.about) };
    const where = JSON.stringify(part);
    const from = (fromId: string, toId = somebody): Facts => ({
      ...recommendation,
      delegation: { ...partFacts(part.place, part.about), fromId, toId },
    });
    for (const deed of delegableDeeds) {
      const lend = (facts: Facts) =>
        permit(actor, { name: 'delegation.give', deeds: [deed] }, facts) === null;
      yield [`lend ${deed} in ${where}`, lend(from(idNamed(me))), keeping.mayLend(member, deed, part)];
      yield [`lend what another holds in ${where}`, lend(from(somebody, idNamed(me))), false];
    }
    for (const [facts, isSide] of [
      [from(idNamed(me)), true],
      [from(somebody, idNamed(me)), true],
      [from(somebody, idNamed(lender)), false],
    ] as const) {
      const mayOn = (deed: 'read' | 'end') => keeping.mayOnDelegation(member, deed, isSide);
      yield [`delegation in ${where}`, canRead(actor, 'delegation', facts), mayOn('read')];
      yield [`its end in ${where}`, permit(actor, { name: 'delegation.end' }, facts) === null, mayOn('end')];
    }
  }
}

function* ofEmergencies({ member, actor, canRead, permit }: Asked): Generator<Case> {
  for (const part of parts)
    for (const askedBy of [me, 'somebody']) {
      const asked = { ...partFacts(part.place, part.about), requestedById: idNamed(askedBy) };
      const facts: Facts = {
        'emergency-access': asked,
        ...(part.about && { recommendation: recommendationOf(part.about) }),
      };
      const where = `by ${askedBy} in ${JSON.stringify(part)}`;
      const mayOn = (deed: keeping.EmergencyDeed) => keeping.mayOnEmergency(member, deed, part, askedBy);
      yield [`read ${where}`, canRead(actor, 'emergency-access', facts), mayOn('read')];
      for (const deed of ['approve', 'refuse', 'end'] as const) {
        const refusal = permit(actor, { name: `emergency-access.${deed}` }, facts);
        const why = askedBy === me && deed !== 'end' ? 'own-proposal' : 'not-permitted';
        yield [`${deed} ${where}`, refusal?.code ?? null, mayOn(deed) ? null : why];
      }
      yield [`ask ${where}`, permit(actor, { name: 'emergency-access.request' }, facts), null];
    }
}

/** Places that are named by another type than they are of: whoever holds less than everything holds none of them. */
const misnamed = (['entity', 'review', 'recommendation'] as const).flatMap((scopeType) =>
  parts
    .map(({ place, about }) => partFacts(place, about))
    .filter((named) => named.scopeId !== null && named.scopeType !== scopeType)
    .map(({ scopeId }): Scoped => ({
      scope: { scopeType, scopeId },
      part: { place: 'everything' },
      facts: {},
    })),
);
/** Parts of the house beside which a recommendation is known, which opens nothing more. */
const near = everyRecommendation.find(({ name }) => name === reached);
const beside = parts.flatMap(({ place, about }): Scoped[] =>
  about || !near
    ? []
    : [{ scope: partFacts(place), part: { place }, facts: { recommendation: recommendationOf(near) } }],
);
interface Scoped {
  scope: ReturnType<typeof partFacts>;
  part: keeping.Part;
  facts: Facts;
}

function* ofOddScopes({ member, actor, canRead, permit }: Asked): Generator<Case> {
  for (const { scope, part, facts } of [...misnamed, ...beside]) {
    for (const deed of delegableDeeds) {
      const delegation = { ...scope, fromId: idNamed(me), toId: somebody };
      const isLent = !permit(actor, { name: 'delegation.give', deeds: [deed] }, { ...facts, delegation });
      yield [{ deed, ...scope }, isLent, keeping.mayLend(member, deed, part)];
    }
    const asked = { ...facts, 'emergency-access': { ...scope, requestedById: somebody } };
    const mayRead = keeping.mayOnEmergency(member, 'read', part, 'somebody');
    yield [scope, canRead(actor, 'emergency-access', asked), mayRead];
  }
}

const questions = { ofKeeping, ofEmergencies, ofOddScopes, ofReading, ofLending, ofEntries, ofDoing };
export const questionNames = Object.keys(questions) as (keyof typeof questions)[];

/** Where a declaration answers otherwise than plain words, for everybody, one after the other. */
export function* differencesFrom(
  declaration: Declaration,
  question: keyof typeof questions,
): Generator<string> {
  for (const { description, member } of everybody)
    for (const [what, said, plain] of questions[question]({ ...declaration, member, actor: actorOf(member) }))
      if (said !== plain)
        yield `${description}, ${JSON.stringify(what)}: ${String(said)}, in plain words ${String(plain)}`;
}

/** Commands of which the plain words say nothing. */
export function unspokenCommands(): CommandName[] {
  const spoken = new Set<string>([
    ...spokenDeeds.map((deed) => intentOf(deed).name),
    ...administered,
    'person.reset-factors',
    'person.change-password',
    'grant.give',
    'review.create',
    'review.change',
    'delegation.give',
    'delegation.end',
    ...commandNames.filter((name) => commands[name].objectType === 'emergency-access'),
  ]);
  return commandNames.filter((name) => !spoken.has(name));
}
