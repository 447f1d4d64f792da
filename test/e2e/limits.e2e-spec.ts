import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import request, { type Response } from 'supertest';
import { apiBase } from '#contracts';
import { defaultLimits } from '../../apps/api/src/index.js';
import type { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { LiveListener } from '../support/live-listener.js';
import { expectRefused } from '../support/matchers.js';
import { expectWholeLog } from '../support/record.js';
import { signedIn } from '../support/signed-in.js';
import { createSmallWorld, password, type SmallWorld } from '../support/small-world.js';
import { startApp, type TestApp } from '../support/start-app.js';

// Nothing comes back within a test: what is taken stays taken, however slow the machine is.
const once = (burst: number) => ({ burst, perSecond: 1e-6 });
const limits = {
  ...defaultLimits,
  person: once(30),
  changes: once(5),
  knocking: once(12),
  frames: once(4),
  socketsOfPerson: 2,
  uploadsOfPerson: 1,
};

describe('what one may take', () => {
  let app: TestApp;
  let world: SmallWorld;
  let as: Record<'staff' | 'manager' | 'auditor' | 'observer' | 'editor', Client>;
  let recommendationId: string;
  beforeAll(async () => {
    app = await startApp({ limits, statementTimeoutMs: 400 });
    world = await createSmallWorld(app.store);
    as = await signedIn(app, world, 'staff', 'manager', 'auditor', 'observer', 'editor');
    recommendationId = await world.issued();
  });
  afterAll(async () => {
    await app.settled();
    await expectWholeLog(app.store);
    await app.stop();
  });

  const expectTooMany = (answer: Response) => {
    const { retryAfterSeconds } = expectRefused(answer, 'too-many-requests');
    expect(retryAfterSeconds).toBeGreaterThan(0);
    expect(answer.headers['retry-after']).toBe(String(retryAfterSeconds));
  };

  test('a person who asks without a pause is told when to come back, and nobody else is', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => as.auditor.get('/me')));
    const taken = answers.filter(({ status }) => status === 200);
    expect(taken.length).toBe(limits.person.burst);
    for (const answer of answers.filter(({ status }) => status !== 200)) expectTooMany(answer);
    await as.manager.get('/me').expect(200);
  });

  test('changes are counted more strictly than questions, and what is refused is not made', async () => {
    const post = () => as.observer.command('comment.post', { recommendationId, text: 'Again.' });
    const answers: Response[] = [];
    for (let time = 0; time < 8; time++) answers.push(await post());
    expect(answers.slice(0, 5).map(({ status }) => status)).not.toContain(429);
    for (const answer of answers.slice(5)) expectTooMany(answer);
    await as.observer.get('/me').expect(200);
  });

  test('whoever knocks at the door over and over is told to wait, whatever the name', async () => {
    const knock = (email: string) =>
      request(app.url).post(`${apiBase}/session`).send({ email, password: 'wrong' });
    const answers: Response[] = [];
    for (let time = 0; time < 14; time++) answers.push(await knock(`nobody-${time}@test.example`));
    expectRefused(answers[0] as Response, 'wrong-credentials');
    expectTooMany(answers.at(-1) as Response);
    expectTooMany(
      await request(app.url)
        .post(`${apiBase}/session`)
        .send({ email: world.emailOf('staff'), password }),
    );
    await as.staff.get('/me').expect(200);
  });

  test('a second upload waits until the first is over', async () => {
    const slow = as.editor
      .send('post', '/evidence/files')
      .set({ 'Idempotency-Key': randomUUID(), 'Transfer-Encoding': 'chunked' })
      .set('Content-Type', 'multipart/form-data; boundary=b');
    slow.write('--b\r\n');
    slow.on('error', () => undefined);
    const bring = () =>
      as.editor.upload('/evidence/files', { recommendationId, title: 'x' }, { name: 'a.txt', bytes: 'x' });
    await eventually(
      bring,
      ({ status, body }) => status === 429 && body.detail === 'other uploads are under way',
    );
    slow.abort();
  });

  test('a person has so many sockets on a node, and another may still open one', async () => {
    const { cookie } = as.manager;
    const open = [
      await LiveListener.connect(app.url, { cookie }),
      await LiveListener.connect(app.url, { cookie }),
    ];
    await expect(LiveListener.connect(app.url, { cookie })).rejects.toThrow(/sockets at most/);
    open.push(await LiveListener.connect(app.url, { cookie: as.staff.cookie }));
    for (const listener of open) listener.close();
    await eventually(
      () => LiveListener.connect(app.url, { cookie }).catch(() => null),
      (listener) => listener !== null,
    ).then((listener) => listener?.close());
  });

  test('a socket that talks without a pause is answered that it is too much, and cut off where it goes on', async () => {
    const listener = await LiveListener.connect(app.url, { cookie: as.staff.cookie });
    const say = () => listener.send('unsubscribe', { topics: ['all'] });
    const answers = [];
    for (let time = 0; time < 6; time++) answers.push(await say());
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, true, false, false]);
    expect(answers.at(-1)).toEqual({ ok: false, code: 'too-many-requests' });
    for (let time = 0; time < 120; time++)
      (listener.socket as unknown as { emit(event: string): void }).emit('nothing');
    await eventually(
      () => listener.told,
      (told) => told.includes('disconnect'),
    );
  });

  test('a question that takes too long is ended, and told as such', async () => {
    const holder = new pg.Client({ connectionString: app.databaseUrl });
    await holder.connect();
    try {
      await holder.query('begin');
      await holder.query('lock table recommendation in access exclusive mode');
      const answer = await as.staff.get('/recommendations');
      expectRefused(answer, 'took-too-long');
      expect(answer.headers['retry-after']).toBe('30');
    } finally {
      await holder.end();
    }
    await as.staff.get('/recommendations').expect(200);
  });
});
