import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './start-embedded-postgres.js';

let dataFolder: string;
// Copied where a test is about kept data, since preparing a new cluster takes a second each time.
let keptFolder: string;
const started: EmbeddedPostgres[] = [];

async function start(options: { port?: number } = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataFolder, fast: true, ...options });
  started.push(server);
  return server;
}

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ answer: unknown }>(sql);
    return rows[0]?.answer;
  } finally {
    await client.end();
  }
}

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'uphold-embedded-'));
  await chmod(folder, 0o755);
  return folder;
}

async function copyKeptData(): Promise<void> {
  await promisify(execFile)('cp', ['-a', `${keptFolder}/.`, dataFolder]);
}

beforeAll(async () => {
  keptFolder = await emptyFolder();
  const server = await startEmbeddedPostgres({ dataFolder: keptFolder, fast: true });
  await server.stop();
});

afterAll(() => rm(keptFolder, { recursive: true, force: true }));

beforeEach(async () => {
  dataFolder = await emptyFolder();
});

afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
  await rm(dataFolder, { recursive: true, force: true });
});

describe('the embedded database', () => {
  it('keeps what was written when it is stopped and started again, well within three seconds', async () => {
    const first = await start();
    await ask(first.url, "CREATE TABLE kept AS SELECT 'yes'::text AS answer");
    await first.stop();
    const began = performance.now();
    const second = await start();
    expect(await ask(second.url, 'SELECT answer FROM kept')).toBe('yes');
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  it('indexes Chinese text and folds accented capitals', async () => {
    await copyKeptData();
    const { url } = await start();
    await ask(url, 'CREATE EXTENSION pg_trgm');
    expect(await ask(url, "SELECT cardinality(show_trgm('审查建议')) AS answer")).toBeGreaterThan(0);
    expect(await ask(url, "SELECT lower('ÉVALUATION') AS answer")).toBe('évaluation');
  });

  it('waits for the disk unless it is told not to, and listens on this computer alone', async () => {
    await copyKeptData();
    const server = await startEmbeddedPostgres({ dataFolder });
    started.push(server);
    expect(await ask(server.url, "SELECT current_setting('fsync') AS answer")).toBe('on');
    expect(await ask(server.url, "SELECT current_setting('synchronous_commit') AS answer")).toBe('on');
    expect(await ask(server.url, "SELECT current_setting('listen_addresses') AS answer")).toBe('127.0.0.1');
  });

  it('asks for its password, which only the owner can read', async () => {
    await copyKeptData();
    const { url } = await start();
    const wrong = new URL(url);
    wrong.password = 'guess';
    await expect(ask(wrong.href, 'SELECT 1 AS answer')).rejects.toThrow('password authentication failed');
    expect((await stat(join(dataFolder, 'password'))).mode & 0o777).toBe(0o600);
  });

  it('can be stopped twice', async () => {
    await copyKeptData();
    const server = await start();
    await Promise.all([server.stop(), server.stop()]);
  });
});

describe('a start that cannot succeed', () => {
  it('says that a folder is in use', async () => {
    await copyKeptData();
    await start();
    await expect(start()).rejects.toMatchObject({ code: 'data-folder-in-use' });
  });

  it('says that a port is in use', async () => {
    await copyKeptData();
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port));
    });
    try {
      await expect(start({ port })).rejects.toMatchObject({ code: 'port-in-use' });
    } finally {
      other.close();
    }
  });

  it('says that the data are of another version', async () => {
    await copyKeptData();
    await writeFile(join(dataFolder, 'postgres', 'PG_VERSION'), '12\n');
    await expect(start()).rejects.toMatchObject({
      code: 'data-folder-broken',
      message: expect.stringMatching(/PostgreSQL 12/),
    });
  });

  it('says that the data are damaged', async () => {
    await copyKeptData();
    await rm(join(dataFolder, 'postgres', 'global', 'pg_control'));
    await expect(start()).rejects.toMatchObject({
      code: 'data-folder-broken',
      message: expect.stringMatching(/pg_control/),
    });
  });

  it('does not take a cluster of somebody else for its own', async () => {
    await writeFile(join(dataFolder, 'PG_VERSION'), '18\n');
    await expect(start()).rejects.toMatchObject({ code: 'data-folder-broken' });
  });

  it('does not use a path that leads through a file', async () => {
    const file = join(dataFolder, 'file');
    await writeFile(file, '');
    await expect(startEmbeddedPostgres({ dataFolder: join(file, 'data') })).rejects.toMatchObject({
      code: 'data-folder-broken',
    });
  });
});

describe('what an earlier start left behind', () => {
  it('is removed when the first preparation was cut short', async () => {
    await mkdir(join(dataFolder, '.database-draft-1'));
    await writeFile(join(dataFolder, '.database-draft-1', 'PG_VERSION'), '18\n');
    await mkdir(join(dataFolder, 'postgres'));
    const { url } = await start();
    expect(await ask(url, 'SELECT 1 AS answer')).toBe(1);
    await expect(stat(join(dataFolder, '.database-draft-1'))).rejects.toThrow('ENOENT');
  });

  it('is ignored when the process that it names is another program', async () => {
    await copyKeptData();
    await writeFile(join(dataFolder, 'postgres', 'postmaster.pid'), `${process.pid}\n/elsewhere\n`);
    const again = await start();
    expect(await ask(again.url, 'SELECT 1 AS answer')).toBe(1);
    expect(await readFile(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8')).not.toMatch(
      `${process.pid}\n/else`,
    );
  });
});
