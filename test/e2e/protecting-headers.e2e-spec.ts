import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import request, { type Response } from 'supertest';
import { apiBase } from '#contracts';
import { defaultLimits } from '../../apps/api/src/index.js';
import type { Client } from '../support/client.js';
import { LiveListener } from '../support/live-listener.js';
import { expectRefused } from '../support/matchers.js';
import { signedIn } from '../support/signed-in.js';
import { createSmallWorld, password, type SmallWorld } from '../support/small-world.js';
import { startApp, type TestApp } from '../support/start-app.js';

const behindTls = { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'uphold.example' };

describe('headers that protect', () => {
  let app: TestApp;
  let world: SmallWorld;
  let staff: Client;
  beforeAll(async () => {
    app = await startApp();
    world = await createSmallWorld(app.store);
    ({ staff } = await signedIn(app, world, 'staff'));
  });
  afterAll(() => app.stop());

  const at = (path: string) => request(app.url).get(path);
  const expectProtected = ({ headers }: Pick<Response, 'headers'>) => {
    expect(headers).toMatchObject({
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    expect(headers['permissions-policy']).toContain('camera=()');
    const policy = headers['content-security-policy'] ?? '';
    for (const directive of [
      "default-src 'none'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "object-src 'none'",
    ])
      expect(policy).toContain(directive);
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
  };

  test('go with every answer: pages, data, files, problems, and what cannot be read', async () => {
    const addresses = [
      '/api/docs',
      '/api/docs/start.js',
      '/api/docs/assets/swagger-ui.css',
      `${apiBase}/health`,
      `${apiBase}/me`,
      `${apiBase}/nothing`,
      '/nothing',
      `${apiBase}/recommendations/%zz`,
    ];
    for (const address of addresses) expectProtected(await at(address));
    expectProtected(await staff.get('/recommendations'));
    expectProtected(await at(`${apiBase}/me`).set('Long', 'x'.repeat(30_000)));
  });

  test('what is personal is kept by no cache, and answers of the API are drawn by no browser', async () => {
    for (const path of ['/me', '/recommendations', '/history', '/nothing']) {
      const { headers } = await staff.get(path);
      expect(headers).toMatchObject({ 'cache-control': 'no-store' });
      expect(headers['content-security-policy']).not.toContain("'self'");
    }
  });

  test('what is no HTTP is told as a problem, and the line is closed', async () => {
    const { port } = new URL(app.url);
    const say = (words: string) =>
      new Promise<string>((resolve, reject) => {
        let heard = '';
        const line = connect(Number(port), '127.0.0.1', () => line.write(words));
        line.on('data', (part: Buffer) => (heard += part.toString()));
        line.on('error', reject);
        line.on('close', () => resolve(heard));
      });
    const smuggled =
      'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n';
    for (const words of ['nonsense\r\n\r\n', 'GET /\0 HTTP/1.1\r\n\r\n', smuggled]) {
      const heard = await say(words);
      expect(heard).toMatch(/^HTTP\/1\.1 400 /);
      expect(heard).toContain('application/problem+json');
      expect(heard).toContain('malformed-request');
    }
  });

  test('TRACE, CONNECT and made-up methods are no methods here', async () => {
    for (const method of ['trace', 'propfind', 'lock'] as const) {
      const answer = await request(app.url)[method](`${apiBase}/me`).set('X-Secret', 'echo-me');
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(answer.text).not.toContain('echo-me');
    }
  });

  test('the session’s cookie is for this host, unreadable by scripts, and sent by no other site', async () => {
    const answer = await request(app.url)
      .post(`${apiBase}/session`)
      .send({ email: world.emailOf('staff'), password });
    const [cookie = ''] = answer.headers['set-cookie'] as unknown as string[];
    const [pair, ...attributes] = cookie.split('; ');
    expect(pair).toMatch(/^__Host-uphold=[A-Za-z0-9_-]{43}$/);
    expect(attributes.map((one) => one.split('=')[0])).not.toContain('Domain');
    for (const attribute of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict'])
      expect(attributes).toContain(attribute);
  });

  describe('a proxy that nobody named', () => {
    test('is not believed: neither its protocol nor its host nor its address', async () => {
      const answer = await at(`${apiBase}/health`).set(behindTls);
      expect(answer.headers).not.toHaveProperty('strict-transport-security');
      const forged = staff
        .command('comment.post', { recommendationId: randomUUID(), text: 'x' })
        .set({ ...behindTls, Origin: 'https://uphold.example' });
      expectRefused(await forged, 'missing-csrf-token');
    });
  });

  describe('a proxy that was named', () => {
    let behind: TestApp;
    let theirs: SmallWorld;
    let client: Client;
    beforeAll(async () => {
      const limits = { ...defaultLimits, knocking: { burst: 8, perSecond: 1e-6 } };
      behind = await startApp({ trustedProxies: ['127.0.0.0/8'], limits });
      theirs = await createSmallWorld(behind.store);
      ({ staff: client } = await signedIn(behind, theirs, 'staff'));
    });
    afterAll(() => behind.stop());

    test('is believed: over TLS, browsers are told to stay with it', async () => {
      const answer = await request(behind.url).get(`${apiBase}/health`).set(behindTls);
      expect(answer.headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');
      const plain = await request(behind.url).get(`${apiBase}/health`);
      expect(plain.headers).not.toHaveProperty('strict-transport-security');
    });

    test('says which host and protocol a browser must come from', async () => {
      const recommendationId = await theirs.issued();
      const post = (origin: string, text: string) =>
        client.command('comment.post', { recommendationId, text }).set({ ...behindTls, Origin: origin });
      await post('https://uphold.example', 'From here.').expect(201);
      for (const origin of ['http://uphold.example', 'https://other.example', behind.url, 'null'])
        expectRefused(await post(origin, 'From elsewhere.'), 'missing-csrf-token');
    });

    test('says whose address it is: one who knocks too often does not shut the door for others', async () => {
      const knock = (from: string) =>
        request(behind.url)
          .post(`${apiBase}/session`)
          .set('X-Forwarded-For', from)
          .send({ email: 'nobody@test.example', password: 'wrong' });
      const statuses: number[] = [];
      for (let time = 0; time < 10; time++) statuses.push((await knock(`2001:db8:1:2::${time}`)).status);
      expect(statuses.slice(8)).toEqual([429, 429]);
      // What a caller writes before it is told by no proxy of ours.
      expect((await knock('198.51.100.7, 2001:db8:1:2::99')).status).toBe(429);
      expect((await knock('198.51.100.7')).status).toBe(401);
    });
  });

  test('a socket from another site is not opened, whatever cookie it brings', async () => {
    const { cookie } = staff;
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1', 'x'])
      await expect(LiveListener.connect(app.url, { cookie, origin })).rejects.toThrow();
    const polled = (headers: Record<string, string>) =>
      request(app.url)
        .get('/socket.io/?EIO=4&transport=polling')
        .set({ cookie, ...headers });
    expect((await polled({ Origin: 'https://evil.example' })).status).toBe(403);
    expect((await polled({ 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await polled({ 'Sec-Fetch-Site': 'same-origin' })).status).toBe(200);
    (await LiveListener.connect(app.url, { cookie, origin: app.url })).close();
    (await LiveListener.connect(app.url, { cookie })).close();
  });
});
