import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cast } from '../support/matrix/cast.js';
import { buildHouse, recommendations, type Held, type MatrixHouse } from '../support/matrix/house.js';
import { Knocker, type Heard } from '../support/matrix/knock.js';
import { mayRead, type Thing } from '../support/matrix/oracle.js';
import {
  mayKnowAccounts,
  mayKnowPeople,
  mayKnowReaders,
  mayReadReview,
} from '../support/matrix/oracle-of-keeping.js';
import { Tally } from '../support/matrix/tally.js';
import { eventually } from '../support/eventually.js';
import { startApp, type TestApp } from '../support/start-app.js';

type Kind = Thing['kind'];
const tally = new Tally();
let app: TestApp;
let house: MatrixHouse;
let now: string;

beforeAll(async () => {
  app = await startApp({ signs: true });
  house = await buildHouse(app);
  now = new Date().toISOString();
  const { rows } = await app.store.pool.query<{ size: number }>('select size from log_head');
  const covered = async () =>
    (await app.store.pool.query<{ size: number }>('select max(size) as size from checkpoint')).rows[0]
      ?.size ?? 0;
  await eventually(covered, (size) => size >= (rows[0]?.size ?? 0));
}, 120_000);
afterAll(() => app.stop());

const of = (kind: Kind): Held[] => house.things.filter((thing) => thing.kind === kind);
const onePage = 'limit=200';
/** Recommendations of whose things entries are proved. */
const proved = ['public', 'internal', 'confidential', 'internal draft', 'internal elsewhere'];
const ofEach = (things: readonly Held[], work: (thing: Held) => Promise<void>) =>
  Promise.all(things.map(work));

/** The lists of each kind, now and as of a time; comments are asked for one recommendation at a time. */
const listsOf: [Kind, () => string[]][] = [
  ['recommendation', () => ['/recommendations?limit=200']],
  ['proposal', () => ['/proposals?limit=200']],
  ['action', () => ['/actions?limit=200']],
  ['evidence', () => ['/evidence?limit=200']],
  ['comment', () => of('recommendation').map(({ id }) => `/comments?${onePage}&recommendationId=${id}`)],
  ['redaction', () => ['/redactions?limit=200']],
];
/** Questions that tell of recommendations in other ways. */
const otherQuestions: [string, () => string][] = [
  ['themes', () => '/themes?limit=200'],
  [
    'filter by confidentiality',
    () => '/recommendations?limit=200&confidentiality=public,internal,confidential',
  ],
  ['filter by criticality', () => '/recommendations?limit=200&criticality=important&overdue=false'],
  ...['updated', 'due', 'code', 'criticality'].map((sort): [string, () => string] => [
    `sort by ${sort}`,
    () => `/recommendations?limit=200&sort=${sort}&order=ascending`,
  ]),
  ['themes of then', () => `/themes?limit=200&asOf=${now}`],
];

describe.each(cast)('$name', (member) => {
  let person: Knocker;
  beforeAll(async () => {
    person = await Knocker.of(app.url, app.store, house.personIds.get(member.name) ?? '');
  });
  const may = (thing: Thing) => mayRead(member, thing);
  const mustHideAll = ({ all }: Heard) => {
    const told = house.things.filter((thing) => all.includes(thing.word) && !may(thing));
    expect(told.map(({ word }) => word)).toEqual([]);
  };
  const ask = async (path: string, statuses = [200, 403]): Promise<Heard> => {
    const answer = await person.get(path);
    mustHideAll(answer);
    expect({ path, isExpected: statuses.includes(answer.status), text: answer.text }).toMatchObject({
      isExpected: true,
    });
    return answer;
  };
  /** One object at an address of its own: told whole, or answered as if it were not there. */
  const mustTellOne = async (door: string, path: string, isTold: boolean, word?: string) => {
    const answer = await ask(path, isTold ? [200] : [403, 404]);
    if (isTold && word) expect(answer.all).toContain(word);
    tally.count(door, isTold);
  };

  test.each(listsOf)('lists of each %s, now and then', async (kind, paths) => {
    for (const when of ['', `&asOf=${now}`]) {
      const answers = await Promise.all(paths().map((path) => ask(`${path}${when}`)));
      const told = answers.map(({ all }) => all).join('\n');
      tally.mustTellJust(`list ${kind}${when && ' as of'}`, of(kind), may, ({ id }) =>
        told.includes(`"id":"${id}"`),
      );
    }
  });

  test.each(otherQuestions)('%s', async (door, path) => {
    const { all } = await ask(path());
    tally.mustTellJust(door, of('recommendation'), may, ({ word }) => all.includes(word));
  });

  test('search', async () => {
    await ofEach(of('recommendation'), async (thing) => {
      const { all } = await ask(`/recommendations?search=${thing.word}`);
      tally.mustTellJust('search', [thing], may, ({ id }) => all.includes(id));
    });
  });

  test('figures count what is told, and nothing else', async () => {
    for (const when of ['', `?asOf=${now}`]) {
      const answer = await ask(`/figures${when}`);
      const { total = 0 } = JSON.parse(answer.text) as { total?: number };
      expect(total).toBe(of('recommendation').filter(may).length);
      for (const thing of of('recommendation')) tally.count('figures', may(thing));
    }
  });

  test('one recommendation: now, then, compared, its readers, exported', async () => {
    await ofEach(of('recommendation'), async ({ about, id, word }) => {
      const isTold = may({ kind: 'recommendation', about });
      await mustTellOne('one recommendation', `/recommendations/${id}`, isTold, word);
      await mustTellOne('one recommendation as of', `/recommendations/${id}?asOf=${now}`, isTold, word);
      const times = `from=2000-01-01T00:00:00Z&to=${now}`;
      await mustTellOne('one comparison', `/recommendations/${id}/compare?${times}`, isTold, word);
      await mustTellOne('readers', `/recommendations/${id}/readers`, isTold && mayKnowReaders(member, about));
      await mustTellOne('bundle of one', `/log/bundle?recommendationId=${id}`, isTold, word);
    });
  });

  test('one proposal, now and then', async () => {
    await ofEach(of('proposal'), async (thing) => {
      await mustTellOne('one proposal', `/proposals/${thing.id}`, may(thing));
      await mustTellOne('one proposal as of', `/proposals/${thing.id}?asOf=${now}`, may(thing));
    });
  });

  test('files', async () => {
    await ofEach(of('evidence'), async (thing) => {
      await mustTellOne('file', `/evidence/${thing.id}/file`, may(thing), thing.word);
      await mustTellOne('file of a version', `/evidence/${thing.id}/file?version=1`, may(thing), thing.word);
    });
  });

  test('comparison of everything', async () => {
    let told = '';
    for (let cursor = ''; ;) {
      const path = `/compare?${onePage}&from=2000-01-01T00:00:00Z&to=${now}${cursor && `&cursor=${cursor}`}`;
      const { text } = await ask(path);
      told += text;
      const { next } = JSON.parse(text) as { next?: string | null };
      if (!next) break;
      cursor = next;
    }
    tally.mustTellJust('comparison', house.things, may, ({ id }) => told.includes(`"objectId":"${id}"`));
  });

  test('history, by object and of everything', async () => {
    let told = '';
    for (let cursor = ''; ;) {
      const { text } = await ask(`/history?${onePage}${cursor && `&cursor=${cursor}`}`);
      told += text;
      const { next } = JSON.parse(text) as { next?: string | null };
      if (!next) break;
      cursor = next;
    }
    tally.mustTellJust('history', house.things, may, ({ id }) => told.includes(`"objectId":"${id}"`));
  });

  test('proof that an entry is in the log', async () => {
    const some = house.things.filter(({ about }) => proved.includes(about.name));
    await ofEach(some, async (thing) =>
      mustTellOne('entry proof', `/log/entries/${await house.entryOf(thing.id)}/proof`, may(thing)),
    );
  });

  test('bundle of everything that they may read', async () => {
    const { all } = await ask(
      '/log/bundle',
      member.grants.length > 0 && member.name !== 'once a manager' ? [200] : [403],
    );
    tally.mustTellJust('bundle', house.things, may, ({ id }) => all.includes(`\\"objectid\\":\\"${id}`));
  });

  test('segregation report', async () => {
    const { text } = await ask(`/reports/segregation?${onePage}`);
    const issued = of('recommendation').filter(({ about }) => about.issuance === 'issued');
    const tells = (thing: Held) => mayRead(member, { kind: 'proposal', about: thing.about });
    tally.mustTellJust('segregation report', issued, tells, ({ id }) => text.includes(id));
  });

  test('reviews', async () => {
    for (const review of ['first review', 'second review'] as const) {
      await mustTellOne('one review', `/reviews/${house.ids[review]}`, mayReadReview(member, review));
      const { text } = await ask(`/reviews?${onePage}`);
      expect(text.includes(house.ids[review] ?? '-')).toBe(mayReadReview(member, review));
      tally.count('list review', mayReadReview(member, review));
    }
  });

  test('accounts: outlines for those who work with people, addresses for those who keep or audit accounts', async () => {
    const isWhole = mayKnowAccounts(member);
    const list = await ask(`/people?${onePage}`, [mayKnowPeople(member) && member.grants.length ? 200 : 403]);
    const { rows = [] } = JSON.parse(list.text) as {
      rows?: { id: string; email?: string; passwordChanges?: number; version?: number }[];
    };
    for (const row of rows) {
      const isTold = isWhole || row.id === house.personIds.get(member.name);
      expect([row.email, row.passwordChanges, row.version].map((field) => field !== undefined)).toEqual([
        isTold,
        isTold,
        isTold,
      ]);
      tally.count('fields of accounts', isTold);
    }
    const byAddress = await ask('/people?search=zqaddress');
    const found = (JSON.parse(byAddress.text) as { rows?: { id: string }[] }).rows ?? [];
    expect(found.length).toBe(
      isWhole ? cast.length + 2 : found.filter(({ id }) => id === house.personIds.get(member.name)).length,
    );
    for (const [door, question] of [
      ['filter by a hidden field', '/people?email=maker@zqaddress.example'],
      ['sort by a hidden field', '/people?sort=email'],
    ] as const) {
      const answer = await ask(question, [isWhole ? 200 : 403]);
      if (!isWhole && rows.length > 0) expect(answer.text).toContain('"rule":"field:person.email"');
      if (!isWhole) expect(answer.all).not.toContain('maker@');
      tally.count(door, isWhole);
    }
  });
});

test('every case was counted, and each door is open to some and shut to others', () => {
  expect(recommendations.length * 8).toBe(house.things.length);
  process.stderr.write(`reading: ${tally.summary}\n`);
  expect(tally.oneSided).toEqual([]);
  expect(tally.cases).toBeGreaterThan(20_000);
});
