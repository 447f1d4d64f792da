import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { Cluster } from './cluster.js';
import { EmbeddedPostgresError, failedWith } from './embedded-postgres-error.js';
import { loopback } from './free-port.js';
import { databaseName, productName } from './names.js';

/** The address of one of the server's databases. */
export function urlOf(cluster: Cluster, port: number, database: string = databaseName): string {
  return `postgres://${databaseName}:${cluster.password}@${loopback}:${port}/${database}`;
}

/**
 * Makes the account that the running product signs in with: no superuser, and owner of nothing. What it may do is
 * said by the roles that it is let into. Its password is kept beside the owner's.
 *
 * @returns the address under which the product reaches the database
 */
export async function ensureProductAccount(cluster: Cluster, port: number, place: string): Promise<string> {
  const path = join(place, 'product-password');
  const kept = await readFile(path, 'utf8').catch((error: unknown) => {
    if (failedWith(error, 'ENOENT')) return null;
    throw error;
  });
  const password = kept ?? randomBytes(24).toString('base64url');
  if (kept === null) await writeFile(path, password, { mode: 0o600, flag: 'wx' });
  await withClient(urlOf(cluster, port), async (client) => {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [productName]);
    if (rowCount === 0) await client.query(`create role ${productName} nologin`);
    if (rowCount === 0 || kept === null)
      await client.query(`alter role ${productName} login password ${pg.escapeLiteral(password)}`);
  });
  const url = new URL(urlOf(cluster, port));
  url.username = productName;
  url.password = password;
  return url.href;
}

/** Signs in once, as proof that the server answers, and makes Uphold's database on the first start. */
export async function ensureDatabase(cluster: Cluster, port: number, place: string): Promise<void> {
  try {
    await withClient(urlOf(cluster, port), () => Promise.resolve());
  } catch (error) {
    if (failedWith(error, '28P01')) throw wrongPassword(place, error);
    if (!failedWith(error, '3D000')) throw error;
    await withClient(urlOf(cluster, port, 'postgres'), async (client) => {
      await client.query(`CREATE DATABASE ${pg.escapeIdentifier(databaseName)}`);
    });
  }
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    await work(client);
  } finally {
    await client.end();
  }
}

const wrongPassword = (place: string, cause: unknown): EmbeddedPostgresError =>
  new EmbeddedPostgresError(
    'data-folder-broken',
    `The password in ${place} does not open the database beside it. Restore both from the same backup.`,
    { cause },
  );
