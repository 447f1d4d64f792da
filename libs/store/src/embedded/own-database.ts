import pg from 'pg';
import type { Cluster } from './cluster.js';
import { EmbeddedPostgresError, failedWith } from './embedded-postgres-error.js';
import { loopback } from './free-port.js';
import { databaseName } from './names.js';

/** The address of one of the server's databases. */
export function urlOf(cluster: Cluster, port: number, database: string = databaseName): string {
  return `postgres://${databaseName}:${cluster.password}@${loopback}:${port}/${database}`;
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
