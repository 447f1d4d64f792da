import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { LiveEntry, resendMax, type LiveEntry as Entry, type Topic } from '#contracts';
import { entriesAfter } from '#store';
import type { Client } from '../support/client.js';
import { issue } from '../support/issue-command.js';
import { LiveListener } from '../support/live-listener.js';
import { expectWholeLog } from '../support/record.js';
import { signedIn } from '../support/signed-in.js';
import { createSmallWorld, type SmallWorld } from '../support/small-world.js';
import { startApp, startNode, type TestApp, type TestNode } from '../support/start-app.js';

/** Frames that are none. */
const wrongFrames = [
  null,
  'all',
  {},
  { topics: [] },
  { topics: ['everything'] },
  { topics: [`review:${'x'.repeat(36)}`] },
  { topics: Array(51).fill('all') },
  { topics: ['all'], since: -2 },
  { topics: ['all'], since: '3' },
  { topics: ['all'], more: true },
  { topics: { length: 1, 0: 'all' } },
];

describe('live push', () => {
  let app: TestApp;
  let otherNode: TestNode;
  let world: SmallWorld;
  let as: Record<'staff' | 'manager' | 'auditor' | 'stranger' | 'observer', Client>;
  const open: LiveListener[] = [];
  beforeAll(async () => {
    app = await startApp();
    world = await createSmallWorld(app.store);
    otherNode = await startNode(app);
    as = await signedIn(app, world, 'staff', 'manager', 'auditor', 'stranger', 'observer');
  });
  afterEach(() => {
    for (const listener of open.splice(0)) listener.close();
  });
  afterAll(async () => {
    await app.settled();
    await expectWholeLog(app.store);
    await otherNode.stop();
    await app.stop();
  });

  const connect = async (client: Client, url = app.url) => {
    const listener = await LiveListener.connect(url, client);
    open.push(listener);
    return listener;
  };
  const following = async (client: Client, topics: Topic[] = ['all'], url = app.url) => {
    const listener = await connect(client, url);
    await listener.follow(topics);
    return listener;
  };
  const remark = (recommendationId: string, by = as.staff) =>
    by.must('comment.post', { recommendationId, text: 'x' });
  const about = (id: string) => (listener: LiveListener) =>
    listener.entries.find((entry) => entry.objectId === id);
  const all = () => entriesAfter(app.store.pool, -1, 100_000);
  const indexes = (entries: readonly { index: number }[]) => entries.map(({ index }) => index);

  test('the approver hears of a proposal within a second, and of where to look alone', async () => {
    const recommendationId = await world.issued();
    const listener = await following(as.manager);
    const change = { transition: 'respond', to: 'not_accepted', reason: 'A secret reason.' } as const;
    const began = performance.now();
    const id = await as.staff.proposes(recommendationId, change);
    const entry = await listener.hears(about(id), 1000);
    expect(performance.now() - began).toBeLessThan(1000);
    expect(LiveEntry.strict().parse(entry)).toEqual({
      index: expect.any(Number),
      objectType: 'proposal',
      objectId: id,
      version: 1,
      action: 'proposal.made',
      reviewId: world.reviewId,
      recommendationId,
    });
  });

  test('a subscription is always answered, whatever comes', async () => {
    const listener = await connect(as.staff);
    const topics: Topic[] = ['all'];
    const right = await listener.send('subscribe', { topics });
    expect(right).toEqual({ ok: true, answer: { head: expect.any(Number), isPartial: false } });
    for (const frame of wrongFrames) {
      for (const event of ['subscribe', 'unsubscribe']) {
        if (event === 'unsubscribe' && Object(frame).since !== undefined) continue;
        expect(await listener.send(event, frame)).toMatchObject({ ok: false, code: 'invalid-input' });
      }
    }
    const unknown: Topic[] = [`recommendation:${randomUUID()}`];
    expect(await listener.send('subscribe', { topics: unknown })).toMatchObject({
      ok: false,
      code: 'not-found',
    });
    const bare = listener.socket as unknown as { emit(event: string, frame?: unknown): void };
    bare.emit('subscribe', { topics });
    bare.emit('subscribe');
    bare.emit('nothing', {});
    expect(await listener.send('unsubscribe', { topics })).toEqual({ ok: true, answer: {} });
    expect(listener.told).toEqual([]);
  });

  test('a socket without a session, or from another site, is not let in', async () => {
    const rejected = (handshake: { cookie?: string; origin?: string }) =>
      expect(LiveListener.connect(app.url, handshake)).rejects.toThrow(/sign in|websocket error/);
    await rejected({});
    await rejected({ cookie: '__Host-uphold=invented' });
    await rejected({ cookie: as.staff.cookie, origin: 'https://evil.example' });
    await rejected({ cookie: as.staff.cookie, origin: 'null' });
    open.push(await LiveListener.connect(app.url, { cookie: as.staff.cookie, origin: app.url }));
  });

  test('a topic brings what it names alone, until it is left', async () => {
    const [one, other] = [await world.issued(), await world.issued()];
    const ofOne = await following(as.staff, [`recommendation:${one}`]);
    const ofAll = await following(as.staff, [`review:${world.reviewId}`]);
    await remark(other);
    const { objectId } = await remark(one);
    await ofOne.hears(about(objectId));
    await ofAll.hears(about(objectId));
    const told = ({ entries }: LiveListener) => new Set(entries.map((entry) => entry.recommendationId));
    expect(told(ofOne)).toEqual(new Set([one]));
    expect(told(ofAll)).toEqual(new Set([other, one]));
    await ofOne.send('unsubscribe', { topics: [`recommendation:${one}`] });
    const before = ofOne.entries.length;
    await ofAll.hears(about((await remark(one)).objectId));
    expect(ofOne.entries).toHaveLength(before);
  });

  test('both nodes tell everything once, in the order of the log', async () => {
    const here = await following(as.auditor);
    const there = await following(as.auditor, ['all'], otherNode.url);
    const from = (await all()).length;
    const ids = await Promise.all([1, 2, 3].map(() => world.issued()));
    await Promise.all(ids.flatMap((id) => [remark(id), remark(id, as.manager), remark(id, as.auditor)]));
    await app.settled();
    const expected = indexes((await all()).slice(from));
    for (const listener of [here, there]) {
      await listener.hears(({ entries }) => entries.length >= expected.length);
      expect(indexes(listener.entries)).toEqual(expected);
    }
  });

  test('after a broken connection nothing is missed', async () => {
    const id = await world.issued();
    const before = await following(as.staff, [`review:${world.reviewId}`]);
    await remark(id);
    await before.hears(({ entries }) => entries.length > 0);
    const since = before.entries.at(-1)?.index ?? -1;
    const otherNodeHears = await following(as.auditor, ['all'], otherNode.url);
    before.socket.io.engine.close();
    for (let change = 0; change < 45; change++) {
      await issue(app.store, await world.actor('staff'), 'comment.post', { recommendationId: id, text: 'x' });
    }
    await otherNodeHears.hears(({ entries }) => (entries.at(-1)?.index ?? -1) >= since + 45);
    const after = await connect(as.staff, otherNode.url);
    const late = Array.from({ length: 5 }, () => remark(id));
    const { head, isPartial } = await after.follow([`review:${world.reviewId}`], since);
    await Promise.all(late);
    await app.settled();
    const missed = (await all()).filter(({ index }) => index > since);
    expect(missed.length).toBeGreaterThanOrEqual(50);
    await after.hears(({ entries }) => new Set(indexes(entries)).size >= missed.length);
    expect([...new Set(indexes(after.entries))].sort((a, b) => a - b)).toEqual(indexes(missed));
    expect(isPartial).toBe(false);
    expect(head).toBeGreaterThanOrEqual(since + 45);
    const wanted = missed.map(
      ({ index, objectType, objectId, version, action, reviewId, recommendationId }): Entry => ({
        index,
        objectType,
        objectId,
        version,
        action,
        reviewId,
        recommendationId,
      }),
    );
    for (const entry of wanted) expect(after.entries).toContainEqual(entry);
    const upToDate = await connect(as.staff);
    expect(await upToDate.follow(['all'], wanted.at(-1)?.index)).toMatchObject({ isPartial: false });
    expect(upToDate.entries).toEqual([]);
  });

  test('strangers and observers hear only what they may read', async () => {
    const listeners = await Promise.all([as.stranger, as.observer].map((client) => following(client)));
    const internal = await world.issued();
    const published = await world.issued({ confidentiality: 'public' });
    await remark(internal);
    await remark(published);
    const { objectId } = await as.staff.must('recommendation.consider', {}, published);
    const [stranger, observer] = listeners;
    await observer?.hears(({ entries }) =>
      entries.find((entry) => entry.action === 'recommendation.considered'),
    );
    const heard = observer?.entries.map((entry) => entry.recommendationId);
    expect(new Set(heard)).toEqual(new Set([objectId]));
    expect(new Set(observer?.entries.map(({ objectType }) => objectType))).toEqual(
      new Set(['recommendation']),
    );
    expect(stranger?.entries).toEqual([]);
    const missed = await connect(as.stranger);
    await missed.follow(['all', `review:${world.reviewId}`], -1);
    expect(missed.entries.filter(({ recommendationId }) => recommendationId)).toEqual([]);
  });

  test('more than can be sent again is said to be partial', async () => {
    const id = await world.issued();
    const actor = await world.actor('staff');
    for (let batch = 0; batch < resendMax / 50; batch++) {
      const posts = Array.from({ length: 50 }, () =>
        issue(app.store, actor, 'comment.post', { recommendationId: id, text: 'x' }),
      );
      await Promise.all(posts);
    }
    await app.settled();
    const listener = await connect(as.staff);
    const { head, isPartial } = await listener.follow([`recommendation:${id}`], -1);
    expect(isPartial).toBe(true);
    expect(listener.entries).toHaveLength(resendMax);
    expect(head).toBe((await all()).length - 1);
  });
});
