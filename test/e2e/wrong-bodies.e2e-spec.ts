import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Client } from '../support/client.js';
import { expectRefused } from '../support/matchers.js';
import { expectWholeLog, leavesNoTrace } from '../support/record.js';
import { signedIn } from '../support/signed-in.js';
import { createSmallWorld, type SmallWorld } from '../support/small-world.js';
import { startApp, type TestApp } from '../support/start-app.js';

describe('wrong bodies', () => {
  let app: TestApp;
  let world: SmallWorld;
  let staff: Client;
  let id: string;
  beforeAll(async () => {
    app = await startApp();
    world = await createSmallWorld(app.store);
    ({ staff } = await signedIn(app, world, 'staff'));
    id = await world.issued();
  });
  afterAll(async () => {
    await app.settled();
    await expectWholeLog(app.store);
    await app.stop();
  });

  const comment = (text = 'A remark.') => ({ recommendationId: id, text });
  const classify = { confidentiality: 'public', reason: 'It is known.' } as const;
  /** Posts any body to an address, with all headers in order. */
  const post = (path: string, body: unknown) =>
    leavesNoTrace(app.store, () =>
      staff
        .send('post', path)
        .set({ 'Idempotency-Key': randomUUID(), 'If-Match': '"3"' })
        .send(body as object),
    );

  test('unknown words and fields are refused at their field', async () => {
    const wrong: [string, object, string][] = [
      ['/proposals', { recommendationId: id, change: { transition: 'finish' } }, 'change.transition'],
      ['/proposals', { recommendationId: id, change: { transition: 'respond', to: 'maybe' } }, 'change.to'],
      ['/proposals', { recommendationId: id, change: { transition: 'issue', now: true } }, 'change.now'],
      [`/recommendations/${id}/classify`, { ...classify, confidentiality: 'secret' }, 'confidentiality'],
      [`/recommendations/${id}/edit`, { criticality: 'urgent' }, 'criticality'],
      [`/recommendations/${id}/edit`, { implementation: 'verified' }, 'implementation'],
      [`/recommendations/${id}/hold`, {}, 'reason'],
      ['/comments', { ...comment(), authorId: world.people.manager }, 'authorId'],
      ['/comments', { ...comment(), constructor: 'x' }, 'constructor'],
      ['/comments', { ...comment(), prototype: {} }, 'prototype'],
      ['/comments', { ...comment(), mentions: Array(51).fill(id) }, 'mentions'],
      ['/comments', { ...comment(), recommendationId: 'x' }, 'recommendationId'],
      ['/comments', { ...comment(), recommendationId: { $in: [id] } }, 'recommendationId'],
      ['/evidence/links', { recommendationId: id, title: 'x', url: 'javascript:alert(1)' }, 'url'],
      ['/evidence/links', { recommendationId: id, title: 'x', url: 'file:///etc/passwd' }, 'url'],
    ];
    for (const [path, body, field] of wrong) {
      const problem = expectRefused(await post(path, body), 'invalid-input');
      expect(problem.fields?.map((fault) => fault.field)).toContain(field);
    }
  });

  test('text that is no text is refused', async () => {
    const texts = [
      '',
      ' \n ',
      'a\u0000b',
      'a\ud800',
      '\udfff',
      'a\u0007',
      'x'.repeat(10_001),
      7,
      null,
      ['x'],
    ];
    for (const text of texts) expectRefused(await post('/comments', { ...comment(), text }), 'invalid-input');
    const kept = await staff.must('comment.post', comment('e\u0301 \u202e 𝄞\n\ttab'));
    const { body } = await staff.get('/comments', { recommendationId: id });
    const { text } =
      (body.rows as { id: string; text: string }[]).find((row) => row.id === kept.objectId) ?? {};
    expect(text).toBe('\u00e9 \u202e 𝄞\n\ttab');
  });

  test('dates that no calendar has are refused', async () => {
    for (const date of ['0000-01-01', '2026-02-30', '10000-01-01', '2026-1-1', 'infinity', 20260101]) {
      const due = { date, precision: 'day' };
      expectRefused(await post('/actions', { recommendationId: id, title: 'x', due }), 'invalid-input');
    }
  });

  test('prototypes, deep nesting and huge arrays change nothing and break nothing', async () => {
    const raw = (body: string) =>
      leavesNoTrace(app.store, () =>
        staff
          .send('post', '/comments')
          .set({ 'Idempotency-Key': randomUUID(), 'Content-Type': 'application/json' })
          .send(body),
      );
    const own = JSON.stringify(comment()).slice(0, -1);
    expectRefused(await raw(`${own},"__proto__":{"isAdmin":true}}`), 'malformed-body');
    expectRefused(await raw(`${own},"constructor":{"prototype":{"a":1}}}`), 'malformed-body');
    expectRefused(
      await raw(`${own},"mentions":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
      'invalid-input',
    );
    expectRefused(await raw(`${own},"a":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`), 'invalid-input');
    expectRefused(await raw(`${own},"mentions":[${'1,'.repeat(400_000)}1]}`), 'invalid-input');
    for (const body of ['[]', '"x"', 'null', '7', 'true']) expectRefused(await raw(body), 'invalid-input');
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });

  test('bodies that are no JSON, too large or of another kind are refused', async () => {
    const send = (type: string, body: string) =>
      leavesNoTrace(app.store, () =>
        staff
          .send('post', '/comments')
          .set({ 'Idempotency-Key': randomUUID(), 'Content-Type': type })
          .send(body),
      );
    const json = JSON.stringify(comment());
    expectRefused(await send('application/json', '{"text": '), 'malformed-body');
    expectRefused(await send('application/json', ''), 'malformed-body');
    expectRefused(await send('application/json', `{"text":"${'x'.repeat(10_000_000)}"}`), 'body-too-large');
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'nonsense']) {
      expectRefused(await send(type, json), 'unsupported-media-type');
    }
    expectRefused(await send('multipart/form-data; boundary=x', '--x--'), 'unsupported-media-type');
    const latin = Buffer.from(JSON.stringify(comment('caf\xe9')), 'latin1');
    const sent = leavesNoTrace(app.store, () =>
      staff
        .send('post', '/comments')
        .set({ 'Idempotency-Key': randomUUID(), 'Content-Type': 'application/json' })
        .serialize(() => latin as unknown as string)
        .send(latin),
    );
    expectRefused(await sent, 'malformed-body');
    const nothing = staff.send('post', '/comments').set('Idempotency-Key', randomUUID());
    expectRefused(await nothing, 'invalid-input');
  });
});
