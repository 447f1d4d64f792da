import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import request from 'supertest';
import { apiBase } from '#contracts';
import { logged } from '../../apps/api/src/problem/problem.filter.js';
import { Client } from '../support/client.js';
import { LiveListener } from '../support/live-listener.js';
import { createSmallWorld, password, type SmallWorld } from '../support/small-world.js';
import { startApp, type TestApp } from '../support/start-app.js';

const typed = 'a wrong password that somebody typed';
const chosen = 'a password that was chosen anew';
const asked = 'words-of-a-search';

describe('what is logged', () => {
  let app: TestApp;
  let world: SmallWorld;
  const lines: string[] = [];
  beforeAll(async () => {
    for (const stream of [process.stdout, process.stderr])
      jest.spyOn(stream, 'write').mockImplementation((text) => {
        lines.push(String(text));
        return true;
      });
    for (const name of ['log', 'warn', 'error', 'info', 'debug'] as const)
      jest
        .spyOn(console, name)
        .mockImplementation((...words: unknown[]) => void lines.push(words.map(String).join(' ')));
    app = await startApp({ statementTimeoutMs: 300 });
    world = await createSmallWorld(app.store);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await app.stop();
  });

  test('nothing secret of a whole day stands in what was logged', async () => {
    const signIn = (secret: string) =>
      request(app.url)
        .post(`${apiBase}/session`)
        .send({ email: world.emailOf('staff'), password: secret });
    await signIn(typed);
    const staff = await Client.signIn(app.url, world.emailOf('staff'));
    const administrator = await Client.signIn(app.url, world.emailOf('administrator'));
    (await LiveListener.connect(app.url, { cookie: staff.cookie })).close();
    await staff.get('/me').set('Cookie', `${staff.cookie}x`);
    await staff.get('/recommendations', { search: asked });
    await faultAtTheDoor(() => staff.get('/recommendations', { search: asked }));
    await faultAtTheDoor(() => signIn(password));
    const id = world.people.stranger;
    const version = await world.versionOf('person', id);
    await faultAtTheDoor(() =>
      administrator.command('person.set-password', { password: chosen }, { id, version }),
    );
    await administrator.command('person.set-password', { password: chosen }, { id, version });
    await staff.send('delete', '/session').expect(204);

    const log = lines.join('\n');
    expect(log).toContain('canceling statement');
    const tokens = [staff, administrator].flatMap(({ cookie, me }) => [
      cookie.split('=')[1] ?? '',
      me.csrfToken,
    ]);
    for (const secret of [password, typed, chosen, asked, ...tokens, '$argon2', world.emailOf('staff')])
      expect({ secret, isLogged: log.includes(secret) }).toEqual({ secret, isLogged: false });
  });

  /** Makes every statement of a request time out, which is a fault that is logged. */
  const faultAtTheDoor = async (ask: () => PromiseLike<{ status: number }>) => {
    const holder = new pg.Client({ connectionString: app.databaseUrl });
    await holder.connect();
    await holder.query('begin');
    await holder.query('lock table recommendation, person, session in access exclusive mode');
    expect((await ask()).status).toBe(503);
    await holder.end();
  };

  test('nobody writes a line of the log', () => {
    const forged = new Error('invalid input "x\n[Nest] 1 LOG all is well\r\n    at nowhere"');
    const [first, ...frames] = logged(forged).split('\n');
    expect(first).toBe(String.raw`Error "invalid input \"x\n[Nest] 1 LOG all is well\r\n    at nowhere\""`);
    for (const frame of frames) expect(frame).toMatch(/^\s+at (?!nowhere)/);
    expect(logged('a\nb')).toBe(String.raw`"a\nb"`);
  });
});
