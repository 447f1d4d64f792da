import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cast } from '../support/matrix/cast.js';
import { buildHouse, type Held, type MatrixHouse } from '../support/matrix/house.js';
import { Knocker } from '../support/matrix/knock.js';
import { mayRead } from '../support/matrix/oracle.js';
import { Tally } from '../support/matrix/tally.js';
import { LiveListener } from '../support/live-listener.js';
import { startApp, type TestApp } from '../support/start-app.js';

const tally = new Tally();
const listeners = new Map<string, LiveListener>();
let app: TestApp;
let house: MatrixHouse;
/** Things of which something was told while everybody listened. */
let touched: Held[];

/** Changes one thing of each kind in every recommendation, so that each has an entry to hear of. */
async function touch(thing: Held): Promise<void> {
  const { id } = thing;
  switch (thing.kind) {
    case 'recommendation':
      await house.does('recommendation.edit', { addressee: 'Somebody else' }, { id });
      return;
    case 'proposal':
      await house.does('proposal.return', { reason: 'for the cases' }, { id, by: 'second' });
      return;
    case 'action':
      await house.does('action.start', {}, { id });
      return;
    case 'evidence':
      await house.does('evidence.withdraw', { reason: 'for the cases' }, { id });
      return;
    case 'comment':
      await house.does('comment.resolve', {}, { id });
      return;
    case 'redaction':
      await house.does('redaction.reject', { reason: 'for the cases' }, { id, by: 'second' });
  }
}

beforeAll(async () => {
  app = await startApp();
  house = await buildHouse(app);
  for (const { name } of cast) {
    const person = await Knocker.of(app.url, app.store, house.personIds.get(name) ?? '');
    const listener = await LiveListener.connect(app.url, { cookie: person.cookie });
    await listener.follow(['all']);
    listeners.set(name, listener);
  }
  touched = [...house.things].sort((one) => (one.kind === 'recommendation' ? 1 : -1));
  for (const thing of touched) await touch(thing);
  await app.settled();
  const everything = listeners.get('auditor of everything');
  const { rows } = await app.store.pool.query<{ head: number }>('select size - 1 as head from log_head');
  const head = rows[0]?.head ?? 0;
  // Entries are told in order: when this one has the last, everybody has been sent theirs.
  await everything?.hears(({ entries }) => entries.some(({ index }) => index === head), 30_000);
  for (const listener of listeners.values()) await listener.send('unsubscribe', { topics: ['all'] });
}, 120_000);
afterAll(async () => {
  for (const listener of listeners.values()) listener.close();
  await app.stop();
});

const listenerOf = (name: string): LiveListener => {
  const listener = listeners.get(name);
  if (!listener) throw new Error(`nobody is called '${name}'`);
  return listener;
};

describe.each(cast)('$name', (member) => {
  const may = (thing: Held) => mayRead(member, thing);

  test('hears of just what they may read', () => {
    const { entries } = listenerOf(member.name);
    const heard = new Set(entries.map(({ objectId }) => objectId));
    tally.mustTellJust('socket delivery', touched, may, ({ id }) => heard.has(id));
    const frames = JSON.stringify(entries);
    const hidden = house.things.filter((thing) => thing.kind === 'recommendation' && !may(thing));
    expect(hidden.filter(({ id }) => frames.includes(id)).map(({ about }) => about.name)).toEqual([]);
    expect(frames).not.toMatch(/zq[a-z]/);
  });

  test('is sent again just what they may read, after they were away', async () => {
    const { cookie } = await Knocker.of(app.url, app.store, house.personIds.get(member.name) ?? '');
    const listener = await LiveListener.connect(app.url, { cookie });
    await listener.follow(['all'], -1);
    const frames = JSON.stringify(listener.entries);
    tally.mustTellJust('socket, missed entries', house.things, may, ({ id }) =>
      frames.includes(`"objectId":"${id}"`),
    );
    listener.close();
  });

  test('follows just the recommendations that they may read', async () => {
    for (const thing of house.things.filter(({ kind }) => kind === 'recommendation')) {
      const answer = await listenerOf(member.name).send('subscribe', {
        topics: [`recommendation:${thing.id}`],
      });
      expect({ of: thing.about.name, answer: answer.ok || answer.code }).toEqual({
        of: thing.about.name,
        answer: may(thing) || 'not-found',
      });
      tally.count('socket subscribe', may(thing));
    }
  });
});

test('every case was counted, and the socket door is open to some and shut to others', () => {
  process.stderr.write(`live: ${tally.summary}\n`);
  expect(tally.oneSided).toEqual([]);
  expect(tally.cases).toBeGreaterThan(5000);
});
