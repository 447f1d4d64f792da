import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { apiBase, type CommandRequest } from '#contracts';
import { accepted, type Client } from '../support/client.js';
import { expectRefused } from '../support/matchers.js';
import { expectWholeLog, leavesNoTrace } from '../support/record.js';
import { signedIn } from '../support/signed-in.js';
import { createSmallWorld, type SmallWorld } from '../support/small-world.js';
import { startApp, type TestApp } from '../support/start-app.js';

describe('wrong requests', () => {
  let app: TestApp;
  let world: SmallWorld;
  let staff: Client;
  let manager: Client;
  let editor: Client;
  let id: string;
  beforeAll(async () => {
    app = await startApp();
    world = await createSmallWorld(app.store);
    ({ staff, manager, editor } = await signedIn(app, world, 'staff', 'manager', 'editor'));
    id = await world.issued();
  });
  afterAll(async () => {
    await app.settled();
    await expectWholeLog(app.store);
    await app.stop();
  });

  const comment = (text = 'A remark.') => ({ recommendationId: id, text });
  const classify = { confidentiality: 'public', reason: 'It is known.' } as const;
  /** Posts any body to an address, as staff with all headers in order. */
  const post = (path: string, body: unknown, by = staff) =>
    leavesNoTrace(app.store, () =>
      by
        .send('post', path)
        .set({ 'Idempotency-Key': randomUUID(), 'If-Match': '"3"' })
        .send(body as object),
    );

  describe('versions', () => {
    test('a change without If-Match is asked for one', async () => {
      const bare = leavesNoTrace(app.store, () =>
        manager.command('recommendation.classify', classify, { id }),
      );
      expectRefused(await bare, 'version-required');
      const unpinned = staff.command('proposal.make', {
        recommendationId: id,
        change: { transition: 'issue' },
      });
      expectRefused(await unpinned, 'version-required');
    });

    test.each(['3', '"x"', 'W/"3"', '*', '"3", "4"', '"0"', '"-1"', '"3.0"', '"9999999999"', '"2147483648"'])(
      'If-Match: %s is no version',
      async (tag) => {
        const sent = manager.command('recommendation.classify', classify, { id }).set('If-Match', tag);
        const problem = expectRefused(await leavesNoTrace(app.store, async () => sent), 'invalid-input');
        expect(problem.fields).toEqual([{ field: 'If-Match', message: expect.any(String) }]);
      },
    );

    test('a stale version is told what changed since', async () => {
      const version = await manager.versionOf('recommendation', id);
      const after = await manager.must(
        'recommendation.classify',
        { ...classify, confidentiality: 'public' },
        id,
      );
      const again = { confidentiality: 'internal', reason: 'Or not.' } as const;
      const stale = await leavesNoTrace(app.store, () =>
        manager.command('recommendation.classify', again, { id, version }),
      );
      expect(expectRefused(stale, 'version-conflict')).toMatchObject({
        currentVersion: after.version,
        changes: [
          {
            version: after.version,
            action: 'recommendation.classified',
            actorName: 'Manager Tester',
            was: { confidentiality: 'internal' },
            set: { confidentiality: 'public' },
          },
        ],
      });
      const future = manager.command('recommendation.classify', again, { id, version: 2_147_483_647 });
      expect(expectRefused(await future, 'version-conflict').changes).toEqual([]);
      await manager.must('recommendation.classify', again, id);
    });
  });

  describe('idempotency keys', () => {
    test('a command without a key, or with one that is none, is refused', async () => {
      const send = (key: string) =>
        staff.send('post', '/comments').set('Idempotency-Key', key).send(comment());
      expectRefused(await staff.send('post', '/comments').send(comment()), 'idempotency-key-required');
      for (const key of ['short', 'with a blank', 'x'.repeat(201)]) {
        expectRefused(await leavesNoTrace(app.store, async () => send(key)), 'invalid-input');
      }
    });

    test('the same key with the same request has one effect and the same receipt, sooner or at once', async () => {
      const key = randomUUID();
      const answers = await Promise.all(
        [1, 2, 3, 4].map(() => staff.command('comment.post', comment('Once.'), { key })),
      );
      const receipts = [...answers, await staff.command('comment.post', comment('Once.'), { key })].map(
        accepted,
      );
      for (const receipt of receipts) expect(receipt).toEqual(receipts[0]);
      const { body } = await staff.get('/comments', { recommendationId: id });
      expect((body.rows as { text: string }[]).filter(({ text }) => text === 'Once.')).toHaveLength(1);
    });

    test('a replayed change gives its receipt although the version has moved on', async () => {
      const [key, version] = [randomUUID(), await manager.versionOf('recommendation', id)];
      const first = accepted(
        await manager.command('recommendation.classify', classify, { id, version, key }),
      );
      await manager.must('recommendation.classify', { ...classify, confidentiality: 'internal' }, id);
      const replay = leavesNoTrace(app.store, () =>
        manager.command('recommendation.classify', classify, { id, version, key }),
      );
      expect(accepted(await replay)).toEqual(first);
    });

    test('the same key with another body, version, object or command is refused', async () => {
      const [key, version] = [randomUUID(), await manager.versionOf('recommendation', id)];
      accepted(await manager.command('recommendation.classify', classify, { id, version, key }));
      const other = await world.issued();
      const reused = [
        () => manager.command('recommendation.classify', { ...classify, reason: 'x' }, { id, version, key }),
        () => manager.command('recommendation.classify', classify, { id, version: version + 1, key }),
        () => manager.command('recommendation.classify', classify, { id: other, version, key }),
        () => manager.command('comment.post', comment(), { key }),
      ];
      for (const send of reused) {
        expectRefused(await leavesNoTrace(app.store, async () => send()), 'idempotency-key-reused');
      }
    });

    test('a key is one person’s own', async () => {
      const key = randomUUID();
      const one = accepted(await staff.command('comment.post', comment('Mine.'), { key }));
      const another = accepted(await manager.command('comment.post', comment('Mine.'), { key }));
      expect(another.objectId).not.toBe(one.objectId);
    });

    test('a key whose command was refused may be used again', async () => {
      const key = randomUUID();
      const wrong = await leavesNoTrace(app.store, () =>
        staff.command('comment.post', { ...comment(), parentId: randomUUID() }, { key }),
      );
      expectRefused(wrong, 'reference-not-found');
      accepted(await staff.command('comment.post', comment('Then right.'), { key }));
    });
  });

  test('what does not exist is not found, however its address is spelled', async () => {
    const malformed = [
      'x',
      '0',
      '../me',
      '%00',
      '%2e%2e%2f',
      "'; drop table x --",
      'a'.repeat(150),
      `${id}x`,
    ];
    for (const name of [...malformed, randomUUID()]) {
      const path = `/recommendations/${encodeURIComponent(name)}`;
      expectRefused(await staff.get(path), 'not-found');
      expectRefused(await post(`${path}/hold`, { reason: 'x' }), 'not-found');
    }
    expect((await staff.get(`/recommendations/${id.toUpperCase()}`).expect(200)).body.id).toBe(id);
    const shouted = { ...comment('By another spelling.'), recommendationId: id.toUpperCase() };
    await staff.must('comment.post', shouted);
  });

  test('names that do not exist are refused as such', async () => {
    const draft: CommandRequest<'recommendation.draft'> = {
      reviewId: randomUUID(),
      code: 'R-X',
      title: 'x',
      text: 'x',
    };
    expectRefused(await post('/recommendations', draft, editor), 'reference-not-found');
    const entity = { ...draft, reviewId: world.reviewId, leadEntityId: randomUUID() };
    expectRefused(await post('/recommendations', entity, editor), 'reference-not-found');
    const twice = { ...draft, reviewId: world.reviewId, code: 'R-1' };
    expectRefused(await post('/recommendations', twice, editor), 'already-exists');
    expectRefused(await post('/comments', { ...comment(), mentions: [randomUUID()] }), 'reference-not-found');
    await request(app.url).get(`${apiBase}/health`).expect(200, { status: 'ok' });
  });
});
