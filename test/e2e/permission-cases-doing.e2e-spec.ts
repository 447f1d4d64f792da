import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { commandNames, commands, Explanation, plurals, type ExplainedDeed } from '#contracts';
import { cast, type Member } from '../support/matrix/cast.js';
import { attemptsOn, keeping } from '../support/matrix/attempts.js';
import { buildHouse, type Held, type MatrixHouse } from '../support/matrix/house.js';
import { Knocker, type Heard } from '../support/matrix/knock.js';
import { may, mayRead, type Why } from '../support/matrix/oracle.js';
import {
  keepsReviews,
  mayAdminister,
  mayKnowAccounts,
  mayKnowEntities,
  mayKnowPeople,
  mayKnowReaders,
  mayReadReview,
} from '../support/matrix/oracle-of-keeping.js';
import { Tally } from '../support/matrix/tally.js';
import { startApp, type TestApp } from '../support/start-app.js';

const tally = new Tally();
let app: TestApp;
let house: MatrixHouse;
/** Things on which every deed is tried at the doors: readable to some, to few, and to those of another place. */
const tried = ['internal', 'confidential', 'internal elsewhere'];

beforeAll(async () => {
  app = await startApp();
  house = await buildHouse(app);
}, 120_000);
afterAll(() => app.stop());

const codeOf = ({ text }: Heard): string | undefined => (JSON.parse(text) as { code?: string }).code;
/** Whoever may do it is told that the object changed, or that what is named is not there. */
const passed = ['version-conflict', 'reference-not-found', 'already-exists'];
const statusOf = (code: string) => (code === 'not-found' ? 404 : 403);

/** What somebody is answered: passed, or why not; of what they may not read, that it is not there. */
function expectedOf(member: Member, deed: string, thing: Held): string {
  const isMaking = deed === 'comment.post' || deed === 'action.plan' || deed === 'redaction.request';
  const subject = isMaking || deed.startsWith('proposal.make') ? house.above(thing) : thing;
  if (!mayRead(member, subject)) return 'not-found';
  return may(member, deed, thing) ?? 'passed';
}

describe.each(cast)('$name', (member) => {
  let person: Knocker;
  beforeAll(async () => {
    person = await Knocker.of(app.url, app.store, house.personIds.get(member.name) ?? '');
  });

  test.each(tried)('every command about what belongs to “%s”', async (name) => {
    const attempts = house.things
      .filter(({ about }) => about.name === name)
      .flatMap((thing) => attemptsOn(house, thing));
    const answers = await Promise.all(
      attempts.map(async ({ deed, thing, knock }) => {
        const answer = await knock(person);
        const code = codeOf(answer) ?? `accepted ${answer.status}`;
        const hidden = house.things.filter((one) => answer.all.includes(one.word) && !mayRead(member, one));
        expect(hidden.map(({ word }) => word)).toEqual([]);
        const told = passed.includes(code) ? 'passed' : code;
        if (told !== 'passed') expect(answer.status).toBe(statusOf(told));
        const what = `${deed} on ${thing.marking ?? ''} ${thing.kind}`;
        return { what, told, expected: expectedOf(member, deed, thing) };
      }),
    );
    expect(answers.filter(({ told, expected }) => told !== expected)).toEqual([]);
    for (const { what, told } of answers) tally.count(what.split(' ')[0] ?? '', told === 'passed');
  });

  test('explanations say the same of every deed on everything', async () => {
    await Promise.all(
      house.things.map(async (thing) => {
        const { status, text, all } = await person.get(`/${plurals[thing.kind]}/${thing.id}/permissions`);
        const isTold = mayRead(member, thing);
        expect([thing.word, isTold ? [200] : [403, 404]]).toEqual([
          thing.word,
          expect.arrayContaining([status]),
        ]);
        const hidden = house.things.filter((one) => all.includes(one.word) && !mayRead(member, one));
        expect(hidden.map(({ word }) => word)).toEqual([]);
        tally.count('explain', isTold);
        if (!isTold) return;
        const { deeds } = Explanation.parse(JSON.parse(text));
        const said = deeds.map(({ deed, refusal }) => ({ deed, why: rolesWhy(refusal) }));
        expect({ of: thing.word, said }).toEqual({
          of: thing.word,
          said: deeds.map(({ deed }) => ({ deed, why: may(member, deed, thing) })),
        });
        for (const { why } of said) tally.count('explained deed', why === null);
      }),
    );
  });

  test('who can is told to those who answer for it or audit it, and names just those who can', async () => {
    for (const name of tried) {
      const proposal = house.things.find(({ kind, about }) => kind === 'proposal' && about.name === name);
      if (!proposal) throw new Error('no proposal');
      const path = `/proposals/${proposal.id}/permissions/proposal.approve/people?limit=200`;
      const { status, text } = await person.get(path);
      const isTold = mayRead(member, proposal) && mayKnowReaders(member, proposal.about);
      expect({ name, isTold: status === 200 }).toEqual({ name, isTold });
      tally.count('who can', isTold);
      if (!isTold) continue;
      const { rows } = JSON.parse(text) as { rows: { person: { id: string } }[] };
      const told = new Set(rows.map((row) => row.person.id));
      const able = cast.filter((one) => may(one, 'proposal.approve', proposal) === null);
      const named = cast.filter((one) => told.has(house.personIds.get(one.name) ?? ''));
      expect(named.map((one) => one.name)).toEqual(able.map((one) => one.name));
      for (const one of cast) tally.count('named as able', able.includes(one));
    }
  });

  test('accounts and reviews', async () => {
    for (const { deed, knock } of keeping(house)) {
      const code = codeOf(await knock(person)) ?? 'accepted';
      const told = passed.includes(code) ? 'passed' : code;
      expect({ deed, told }).toEqual({ deed, told: keepingAnswer(member, deed) });
      tally.count(deed, told === 'passed');
    }
  });
});

/** What an explanation says of roles and of one's own; what only the state forbids is allowed by them. */
function rolesWhy(refusal: ExplainedDeed['refusal']): Why {
  return refusal === null || refusal.step === 'state' ? null : (refusal.code as Why);
}

function keepingAnswer(member: Member, deed: string): string {
  const [kind = '', verb = ''] = deed.split('.');
  const isThere: Record<string, boolean> = {
    review: mayReadReview(member, 'first review'),
    person: mayKnowPeople(member),
    installation: mayKnowAccounts(member),
    entity: mayKnowEntities(member),
  };
  const isMaking = verb === 'create' || verb === 'give';
  if (kind === 'review' ? keepsReviews(member, isMaking) : mayAdminister(member)) return 'passed';
  return isThere[kind] || isMaking ? 'not-permitted' : 'not-found';
}

test('every command that a door takes was tried, each allowed to some and refused to others', () => {
  process.stderr.write(`doing: ${tally.summary}\n`);
  expect(tally.oneSided).toEqual([]);
  const deeds = tally.deeds.map((deed) => deed.split(':')[0]);
  const apart = [
    'installation.found',
    'person.change-password',
    'grant.map',
    'grant.end',
    'recommendation.draft',
    'evidence.add-link',
    'evidence.add-file',
  ];
  // Emergency access, delegations and mappings have tests of their own.
  const ofNobody = ['emergency-access', 'delegation', 'mapping'];
  const ofRoles = commandNames.filter((name) => !ofNobody.includes(commands[name].objectType));
  expect(ofRoles.filter((name) => !deeds.includes(name) && !apart.includes(name))).toEqual([]);
  expect(tally.cases).toBeGreaterThan(3500);
});
