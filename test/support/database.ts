import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** A database of one test's own, with every table of Uphold and of its jobs and no row. */
export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

const template = 'uphold_template';
// A clone needs a template that nobody is connected to, so the workers take turns.
const turns = 4_071_985;

/** Clones the migrated template, which the first caller of a test run makes. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [turns]);
    await ensureTemplate(client);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY wal_log`);
  });
  return { url: urlOf(name), drop: () => onServer((client) => dropDatabase(client, name)) };
}

/** A copy of a test's database as it stands; nobody may be connected to it meanwhile. */
export async function copyTestDatabase(source: TestDatabase): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const from = new URL(source.url).pathname.slice(1);
  await onServer((client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${from} STRATEGY wal_log`));
  return { url: urlOf(name), drop: () => onServer((client) => dropDatabase(client, name)) };
}

async function ensureTemplate(client: pg.Client): Promise<void> {
  const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
  if (found.rowCount !== 0) return;
  const draft = `${template}_draft`;
  await dropDatabase(client, draft);
  await client.query(`CREATE DATABASE ${draft}`);
  const [{ migrate }, { migrateJobs }] = await Promise.all([import('#store'), import('#jobs')]);
  await migrate(urlOf(draft));
  await migrateJobs(urlOf(draft));
  await client.query(`ALTER DATABASE ${draft} RENAME TO ${template}`);
}

async function dropDatabase(client: pg.Client, name: string): Promise<void> {
  await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

async function onServer(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function serverUrl(): string {
  const url = process.env['UPHOLD_TEST_SERVER'];
  if (url === undefined)
    throw new Error('The test server is not running: start the tests with npm test or jest.');
  return url;
}

function urlOf(database: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}
