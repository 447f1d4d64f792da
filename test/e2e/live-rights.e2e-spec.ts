import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Topic } from '#contracts';
import { Client } from '../support/client.js';
import { LiveListener } from '../support/live-listener.js';
import { expectWholeLog } from '../support/record.js';
import { signedIn } from '../support/signed-in.js';
import { createSmallWorld, type Person, type SmallWorld } from '../support/small-world.js';
import { startApp, startNode, type TestApp, type TestNode } from '../support/start-app.js';

/** Every case is tried on the node where the change is made, and on one that learns of it from the log. */
describe('live push follows changes of rights', () => {
  let app: TestApp;
  let otherNode: TestNode;
  let world: SmallWorld;
  let as: Record<'administrator' | 'director' | 'manager' | 'staff', Client>;
  const open: LiveListener[] = [];
  beforeAll(async () => {
    app = await startApp();
    world = await createSmallWorld(app.store);
    otherNode = await startNode(app);
    as = await signedIn(app, world, 'administrator', 'director', 'manager', 'staff');
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

  /** Listeners of one session at both nodes. */
  const atBothNodes = async (client: Client, topics: Topic[] = ['all']) => {
    const listeners = await Promise.all(
      [app.url, otherNode.url].map((url) => LiveListener.connect(url, client)),
    );
    open.push(...listeners);
    await Promise.all(listeners.map((listener) => listener.follow(topics)));
    return listeners;
  };
  const remark = (recommendationId: string, by = as.manager) =>
    by.must('comment.post', { recommendationId, text: 'x' });
  const each = (listeners: LiveListener[], wait: (listener: LiveListener) => Promise<unknown>) =>
    Promise.all(listeners.map(wait));
  const toHear = (id: string) => (listener: LiveListener) =>
    listener.hears(({ entries }) => entries.find((entry) => entry.objectId === id));
  const toBeTold = (word: string) => (listener: LiveListener) =>
    listener.hears(({ told }) => told.includes(word));
  /** Expects that nothing of an entry came, once somebody else has heard of a later one. */
  const expectSilence = async (listeners: LiveListener[], id: string) => {
    const witnesses = await atBothNodes(as.director);
    const { objectId } = await as.director.must('review.change', { chair: id }, world.reviewId);
    await each(witnesses, toHear(objectId));
    for (const { entries } of listeners) expect(entries.filter((entry) => entry.objectId === id)).toEqual([]);
  };
  const giveGrant = (person: Person) =>
    as.administrator.must('grant.give', {
      personId: world.people[person],
      role: 'staff',
      scopeType: 'entity',
      scopeId: world.entities.lead,
      reason: 'helps out',
    });

  test('a grant that is given opens rooms, and one that ends closes them, within two seconds', async () => {
    const stranger = await Client.signIn(app.url, world.emailOf('stranger'));
    const id = await world.issued();
    const listeners = await atBothNodes(stranger);
    await expectSilence(listeners, (await remark(id)).objectId);
    const grant = await giveGrant('stranger');
    await each(listeners, toBeTold('rights-changed'));
    await each(listeners, toHear((await remark(id)).objectId));
    for (const listener of listeners) listener.told.length = 0;
    await as.administrator.must('grant.end', { reason: 'is back' }, grant.objectId, grant.version);
    await each(listeners, toBeTold('rights-changed'));
    for (const { changes } of listeners)
      expect(changes.map(({ cause, recommendationIds }) => [cause, recommendationIds])).toEqual([
        ['granted', null],
        ['grant-ended', null],
      ]);
    await expectSilence(listeners, (await remark(id)).objectId);
    for (const { socket } of listeners) expect(socket.connected).toBe(true);
  });

  test('a recommendation that becomes confidential is heard no more, and is when it is opened again', async () => {
    const id = await world.issued();
    const ofAll = await atBothNodes(as.staff);
    const ofIt = await atBothNodes(as.staff, [`recommendation:${id}`]);
    const ofReview = await atBothNodes(as.staff, [`review:${world.reviewId}`]);
    const never = [
      ...(await atBothNodes(await signInAs('observer'))),
      ...(await atBothNodes(await signInAs('stranger'))),
      ...(await atBothNodes(as.manager)),
    ];
    await each([...ofAll, ...ofIt], toHear((await remark(id)).objectId));
    const reason = { reason: 'A name is in it.' };
    const closed = await as.manager.must(
      'recommendation.classify',
      { confidentiality: 'confidential', ...reason },
      id,
    );
    const topics: Topic[] = [`recommendation:${id}`];
    for (const [listeners, lost] of [
      [ofAll, []],
      [ofReview, []],
      [ofIt, topics],
    ] as const) {
      await each(listeners, toBeTold('rights-changed'));
      const told = { cause: 'reclassified', recommendationIds: [id], topics: lost };
      for (const { changes } of listeners) expect(changes).toEqual([told]);
    }
    for (const { told } of never) expect(told).toEqual([]);
    const remarks = [await remark(id), await remark(id)];
    for (const { objectId } of remarks) await expectSilence([...ofAll, ...ofIt], objectId);
    const classified = [...ofAll, ...ofIt].flatMap(({ entries }) =>
      entries.filter(({ objectId, version }) => objectId === id && version >= closed.version),
    );
    expect(classified).toEqual([]);
    for (const listener of ofIt) {
      const again = await listener.send('subscribe', { topics: [`recommendation:${id}`] });
      expect(again).toMatchObject({ ok: false, code: 'not-found' });
    }
    await as.manager.must('recommendation.classify', { confidentiality: 'internal', ...reason }, id);
    await each(ofAll, toHear((await remark(id)).objectId));
  });

  test('who becomes the owner of something confidential hears of it, until another does', async () => {
    const id = await world.issued();
    await as.manager.must('recommendation.classify', { confidentiality: 'confidential', reason: 'x' }, id);
    const listeners = await atBothNodes(as.staff);
    await expectSilence(listeners, (await remark(id)).objectId);
    await as.manager.must('recommendation.assign', { ownerId: world.people.staff }, id);
    await each(listeners, toHear((await remark(id)).objectId));
    await as.manager.must('recommendation.assign', { ownerId: null }, id);
    const told = { cause: 'reassigned', recommendationIds: [id], topics: [] };
    await each(listeners, (listener) =>
      listener.hears(({ changes }) => changes.find(({ cause }) => cause === told.cause)),
    );
    // A node may hear of the marking only after its sockets came, and tells them of it too.
    for (const { changes } of listeners) expect(changes.at(-1)).toEqual(told);
    await expectSilence(listeners, (await remark(id)).objectId);
  });

  test('what goes to another entity goes to its people', async () => {
    const stranger = await Client.signIn(app.url, world.emailOf('stranger'));
    const id = await world.issued();
    const [ours, theirs] = [await atBothNodes(as.staff), await atBothNodes(stranger)];
    await as.director.must('recommendation.assign', { leadEntityId: world.entities.other }, id);
    const { objectId } = await remark(id, as.director);
    await each(theirs, toHear(objectId));
    await each(ours, toBeTold('rights-changed'));
    for (const { changes } of ours)
      expect(changes).toEqual([{ cause: 'reassigned', recommendationIds: [id], topics: [] }]);
    for (const { changes } of theirs) expect(changes).toEqual([]);
    await expectSilence(ours, objectId);
  });

  test('signing out cuts the sockets of that session alone', async () => {
    const [one, other] = [await signInAs('observer'), await signInAs('observer')];
    const [cut, kept] = [await atBothNodes(one), await atBothNodes(other)];
    await one.send('delete', '/session').expect(204);
    await each(cut, toBeTold('disconnect'));
    for (const { told, socket } of cut)
      expect([told, socket.connected]).toEqual([['signed-out', 'disconnect'], false]);
    for (const { told, socket } of kept) expect([told, socket.connected]).toEqual([[], true]);
  });
  const signInAs = (person: Person) => Client.signIn(app.url, world.emailOf(person));

  test('a new password, and a closed account, cut all sockets of the person', async () => {
    const id = world.people.observer;
    const changes = [
      (version: number) =>
        as.administrator.must('person.set-password', { password: 'a password for tests' }, id, version),
      (version: number) => as.administrator.must('person.deactivate', { reason: 'left' }, id, version),
    ];
    const causes: (string | null)[] = [];
    for (const change of changes) {
      const listeners = await atBothNodes(await signInAs('observer'));
      await change(await world.versionOf('person', id));
      await each(listeners, toBeTold('disconnect'));
      for (const { told } of listeners) expect(told).toEqual(['signed-out', 'disconnect']);
      causes.push(...listeners.map(({ signedOutBy }) => signedOutBy));
    }
    expect(causes).toEqual(['session-ended', 'session-ended', 'account-closed', 'account-closed']);
  });

  test('a session that expires cuts its sockets', async () => {
    const client = await signInAs('auditor');
    const soon = `update session set expires_at = now() + interval '900 ms' where person_id = $1`;
    await app.store.pool.query(soon, [world.people.auditor]);
    for (const store of [app.store, otherNode.store]) store.sessions.forgetAll();
    const listeners = await atBothNodes(client);
    await each(listeners, toBeTold('disconnect'));
    for (const { told } of listeners) expect(told).toEqual(['signed-out', 'disconnect']);
    await expect(LiveListener.connect(app.url, client)).rejects.toThrow('sign in');
  });
});
