import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { commandNames, commands } from '#contracts';
import { cast, running, type Member } from '../support/matrix/cast.js';
import { attemptsOn, keeping } from '../support/matrix/attempts.js';
import { buildHouse, type Held, type MatrixHouse } from '../support/matrix/house.js';
import { Knocker, type Heard } from '../support/matrix/knock.js';
import {
  keepsReviews,
  may,
  mayAdminister,
  mayKnowAccounts,
  mayKnowPeople,
  mayRead,
  mayReadReview,
} from '../support/matrix/oracle.js';
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

  test('accounts and reviews', async () => {
    for (const { deed, knock } of keeping(house)) {
      const code = codeOf(await knock(person)) ?? 'accepted';
      const told = passed.includes(code) ? 'passed' : code;
      expect({ deed, told }).toEqual({ deed, told: keepingAnswer(member, deed) });
      tally.count(deed, told === 'passed');
    }
  });
});

function keepingAnswer(member: Member, deed: string): string {
  const [kind = '', verb = ''] = deed.split('.');
  const isThere: Record<string, boolean> = {
    review: mayReadReview(member, 'first review'),
    person: mayKnowPeople(member),
    installation: mayKnowAccounts(member),
    entity: running(member).length > 0,
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
    'grant.end',
    'recommendation.draft',
    'evidence.add-link',
    'evidence.add-file',
  ];
  expect(
    commandNames.filter(
      (name) => commands[name].objectType && !deeds.includes(name) && !apart.includes(name),
    ),
  ).toEqual([]);
  expect(tally.cases).toBeGreaterThan(3500);
});
