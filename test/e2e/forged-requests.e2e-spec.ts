import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as rawRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { apiBase } from '#contracts';
import type { Client } from '../support/client.js';
import { expectRefused } from '../support/matchers.js';
import { expectWholeLog, leavesNoTrace } from '../support/record.js';
import { signedIn } from '../support/signed-in.js';
import { createSmallWorld, password, type SmallWorld } from '../support/small-world.js';
import { startApp, type TestApp } from '../support/start-app.js';

describe('forged requests and odd addresses', () => {
  let app: TestApp;
  let world: SmallWorld;
  let folder: string;
  let staff: Client;
  let comment: { recommendationId: string; text: string };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'uphold-web-'));
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'index.html'), '<!doctype html><title>The client</title>');
    await writeFile(join(folder, 'assets', 'app.js'), 'export {};');
    await writeFile(join(folder, 'secret.txt'), 'out of reach');
    app = await startApp({ webFolder: folder });
    world = await createSmallWorld(app.store);
    ({ staff } = await signedIn(app, world, 'staff'));
    comment = { recommendationId: await world.issued(), text: 'A remark.' };
  });
  afterAll(async () => {
    await app.settled();
    await expectWholeLog(app.store);
    await app.stop();
    await rm(folder, { recursive: true });
  });

  const bare = (headers: Record<string, string>) =>
    leavesNoTrace(app.store, () =>
      request(app.url)
        .post(`${apiBase}/comments`)
        .set({ 'Idempotency-Key': randomUUID(), ...headers })
        .send(comment),
    );

  test('a change without the token of its session is refused', async () => {
    const { cookie } = staff;
    expectRefused(await bare({ cookie }), 'missing-csrf-token');
    for (const token of ['', 'x', 'x'.repeat(43), staff.me.csrfToken.slice(1), `${staff.me.csrfToken}x`]) {
      expectRefused(await bare({ cookie, 'X-CSRF-Token': token }), 'missing-csrf-token');
    }
    const { staff: sameAgain } = await signedIn(app, world, 'staff');
    const ofOther = { cookie, 'X-CSRF-Token': sameAgain.me.csrfToken };
    expectRefused(await bare(ofOther), 'missing-csrf-token');
    expectRefused(await bare({ 'X-CSRF-Token': staff.me.csrfToken }), 'not-signed-in');
    const out = request(app.url).delete(`${apiBase}/session`).set({ cookie });
    expectRefused(await out, 'missing-csrf-token');
  });

  test.each(['https://evil.example', 'null', 'http://127.0.0.1', 'http://localhost.evil.example:3000', ''])(
    'a change from origin "%s" is refused, sign-in too',
    async (origin) => {
      const headers = { cookie: staff.cookie, 'X-CSRF-Token': staff.me.csrfToken, origin };
      if (origin !== '') expectRefused(await bare(headers), 'missing-csrf-token');
      const signIn = request(app.url)
        .post(`${apiBase}/session`)
        .set('Origin', origin || 'x')
        .send({ email: world.emailOf('staff'), password });
      expectRefused(await signIn, 'missing-csrf-token');
    },
  );

  test('a change from this site is taken, and no other site may read any answer', async () => {
    await staff.command('comment.post', comment).set('Origin', app.url).expect(201);
    const read = await staff.get('/me').set('Origin', 'https://evil.example').expect(200);
    expect(Object.keys(read.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(read.headers['cache-control']).toBe('no-store');
  });

  test('an address that takes other methods says which', async () => {
    const put = expectRefused(await staff.send('put', '/comments').send({}), 'method-not-allowed');
    expect(put.detail).toContain('GET, POST, HEAD');
    const answer = await staff.send('delete', `/recommendations/${comment.recommendationId}`);
    expectRefused(answer, 'method-not-allowed');
    expect(answer.headers['allow']).toBe('GET, HEAD');
    const command = await staff.get(`/recommendations/${comment.recommendationId}/hold`);
    expectRefused(command, 'method-not-allowed');
    expect(command.headers['allow']).toBe('POST');
    const options = await request(app.url).options(`${apiBase}/comments`);
    expectRefused(options, 'method-not-allowed');
    const patch = await request(app.url).patch(`${apiBase}/me`).send({});
    expectRefused(patch, 'method-not-allowed');
  });

  test('HEAD answers what GET answers, without the body, and asks for the same rights', async () => {
    const path = `${apiBase}/recommendations/${comment.recommendationId}`;
    const head = await request(app.url).head(path).set('Cookie', staff.cookie).expect(200);
    const version = await staff.versionOf('recommendation', comment.recommendationId);
    expect(head.headers['etag']).toBe(`"${version}"`);
    expect(head.text).toBeUndefined();
    await request(app.url).head(path).expect(401);
  });

  test('unknown addresses of the API are problems, not pages', async () => {
    for (const path of [
      '/api/v1/nothing',
      '/api/v1',
      '/api/',
      '/api/v2/me',
      '/api/v1/me/',
      '/api/docs/nothing',
    ]) {
      expectRefused(await at(path), 'no-such-route');
    }
    expectRefused(await request(app.url).post('/nothing').send({}), 'no-such-route');
    expectRefused(await at('/assets/nothing.js'), 'no-such-route');
  });
  const at = (path: string) => request(app.url).get(path);

  test('addresses of the client answer its page, its files are kept for long', async () => {
    for (const path of ['/', '/recommendations', '/recommendations/x/y?z=1', '/apiary']) {
      const answer = await at(path).expect(200);
      expect(answer.text).toContain('The client');
      expect(answer.headers).toMatchObject({
        'cache-control': 'no-cache',
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringContaining("script-src 'self'; style-src 'self';"),
      });
    }
    const asset = await at('/assets/app.js').expect(200);
    expect(asset.headers['cache-control']).toContain('immutable');
  });

  test.each([
    '/assets/../secret.txt',
    '/assets/..%2fsecret.txt',
    '/assets/%2e%2e/secret.txt',
    '/assets/..%5csecret.txt',
    '/assets/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    '/assets/....//secret.txt',
    '/api/docs/assets/../package.json',
    '/api/docs/assets/package.json',
    '/api/docs/assets/%2e%2e/typeorm/package.json',
    '/secret.txt',
    '/%00',
    '/assets/%00app.js',
    '/assets/%zz',
    '//evil.example/%2e%2e',
  ])('no path leads out of the client’s folder: %s', async (path) => {
    const { status, headers, body } = await rawGet(app.url, path);
    expect(status).toBeLessThan(500);
    expect(body).not.toMatch(/out of reach|root:|"version"/);
    if (status === 200) expect(body).toContain('The client');
    else if (status >= 400) expect(headers['content-type']).toMatch(/problem\+json/);
    expect(headers['location'] ?? '/').toMatch(/^\/(?!\/)/);
  });
});

/** A request whose path is sent as it stands. */
function rawGet(url: string, path: string) {
  const { hostname, port } = new URL(url);
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>(
    (resolve, reject) => {
      const sent = rawRequest({ hostname, port, path }, (answer) => {
        let body = '';
        answer.on('data', (chunk: Buffer) => (body += chunk.toString()));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
      });
      sent.on('error', reject);
      sent.end();
    },
  );
}
