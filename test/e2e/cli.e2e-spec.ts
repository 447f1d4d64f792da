import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { personByPassword, sequenceBatch, signOnce, Store } from '#store';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { uphold, upholdProcess } from '../support/terminal.js';

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'uphold-cli-'));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const password = 'correct horse battery';
const create = (email: string, role: string, ...more: string[]) => {
  const args = ['user', 'create', '--name', 'Somebody', '--email', email, '--role', role, '--password-stdin'];
  return upholdProcess({ DATABASE_URL: database.url }, [...args, ...more], `${password}\n`).ended;
};

describe('uphold user create', () => {
  test('founds the installation with its first administrator, and nobody else', async () => {
    const refused = await create('first@x.example', 'staff');
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('--role administrator') });
    const made = await create('First@x.example', 'administrator');
    expect(made).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Founded') });
  });

  test('opens further accounts as the only administrator, with role and password', async () => {
    const made = await create('second@x.example', 'auditor', '--verifies');
    expect(made).toMatchObject({ code: 0, err: '' });
    const store = await Store.open(database.url);
    const personId = await personByPassword(store.pool, 'second@x.example', password);
    const grants = await store.pool.query('select role, verifies from "grant" where person_id = $1', [
      personId,
    ]);
    await store.close();
    expect(grants.rows).toEqual([{ role: 'auditor', verifies: true }]);
  });

  test.each([
    ['an address that is taken', ['second@x.example', 'staff'], 1, /exists/],
    [
      'a scope that is not there',
      ['third@x.example', 'staff', '--scope', 'entity:NONE'],
      1,
      /no entity “NONE”/,
    ],
    ['a person who may not', ['third@x.example', 'staff', '--as', 'second@x.example'], 1, /Refused/],
    ['no address', ['third', 'staff'], 2, /email/],
  ])('refuses %s', async (_what, [email = '', role = '', ...more], code, reason) => {
    expect(await create(email, role, ...more)).toMatchObject({ code, err: expect.stringMatching(reason) });
  });
});

describe('every command', () => {
  test.each([
    ['demo'],
    ['serve'],
    ['migrate'],
    ['user create'],
    ['import'],
    ['signer status'],
    ['signer rotate'],
    ['signer remember'],
    ['export-history'],
    ['verify'],
    ['witness'],
  ])('explains %s', async (name) => {
    const left = await uphold(database.url, ...name.split(' '), '--help');
    expect(left).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/Usage: .*Example/s) });
  });

  test('refuses options that it does not know', async () => {
    for (const name of ['demo', 'serve', 'migrate']) {
      const left = await uphold(database.url, name, '--colour');
      expect(left).toMatchObject({ code: 2, err: expect.stringContaining('unknown option') });
    }
  });

  test('says in plain words that the database cannot be reached', async () => {
    const left = await uphold('postgres://a:b@127.0.0.1:1/x', 'migrate');
    expect(left).toEqual({
      code: 6,
      out: '',
      err: 'The database cannot be used: no database server answers there.',
    });
  });

  test('says that the database is up to date', async () => {
    expect(await uphold(database.url, 'migrate')).toMatchObject({
      code: 0,
      out: 'The database is up to date.',
    });
  });
});

describe('uphold serve', () => {
  test('says in plain words that its port is taken', async () => {
    const { server, port } = await takenPort();
    const left = await uphold(database.url, 'serve', '--data', folder, '--port', String(port));
    server.close();
    expect(left).toMatchObject({ code: 3, err: expect.stringContaining(`Port ${port} is used`) });
  });

  test('starts, tells its address, and ends in order when asked to', async () => {
    const args = ['serve', '--data', folder, '--port', '0'];
    const { child, left, ended } = upholdProcess({ DATABASE_URL: database.url }, args);
    while (!left.out.includes('ready at') && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 50));
    const url = /ready at (\S+)/.exec(left.out)?.[1] ?? '';
    expect((await fetch(new URL('/api/v1/me', url))).status).toBe(401);
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0, err: expect.stringContaining('Stopping') });
  });
});

async function takenPort(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { server, port: typeof address === 'object' && address ? address.port : 0 };
}

describe('uphold signer', () => {
  const signer = (...args: string[]) => uphold(database.url, 'signer', ...args, '--data', folder);

  test('tells of keys and memory, changes the keys, and takes a checkpoint for its memory', async () => {
    const keysFolder = join(folder, 'keys');
    const store = await Store.open(database.url, { keysFolder });
    while ((await sequenceBatch(store.pool)) > 0);
    await signOnce(store.pool, keysFolder);
    const { rows } = await store.pool.query<{ note: string; id: string }>(
      'select note, installation.id from checkpoint, installation',
    );
    await store.close();
    const [{ note = '', id = '' } = {}] = rows;
    const told = await signer('status');
    expect(told).toMatchObject({ code: 0, err: '', out: expect.stringContaining(note.trimEnd()) });
    expect(told.out).not.toContain('PRIVATE');

    const changed = await signer('rotate', '--overlap', '3');
    expect(changed).toMatchObject({ code: 0, err: '' });
    expect(changed.out.match(new RegExp(`uphold/${id}`, 'g'))).toHaveLength(2);
    expect((await signer('status')).out.match(/\(until /g)).toHaveLength(1);
    expect(await signer('rotate', '--overlap', 'ever')).toMatchObject({ code: 2 });

    const last = join(keysFolder, id, 'last-checkpoint.txt');
    await writeFile(join(keysFolder, id, 'refusal.txt'), 'the log was rolled back\n');
    expect(await signer('status')).toMatchObject({ code: 1, err: expect.stringContaining('rolled back') });
    expect(await signer('remember', join(folder, 'nothing'))).toMatchObject({ code: 2 });
    expect(await signer('remember', last)).toMatchObject({ code: 0, err: '' });
    expect(await signer('status')).toMatchObject({ code: 0 });
  });
});
