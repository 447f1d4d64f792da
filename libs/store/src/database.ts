import pg from 'pg';
import { DataSource } from 'typeorm';
import { entities } from './entities/index.js';
import { GatheringSocket } from './gathering-socket.js';
import { migrations } from './migrations/index.js';
import { SnakeCaseNaming } from './naming-strategy.js';
import { writerRole } from './roles.js';

/** An open database: TypeORM's source, and the pg pool beneath it for statements that must be prepared by name. */
export interface Database {
  source: DataSource;
  pool: pg.Pool;
  url: string;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Connections at most. */
  poolSize?: number;
  /** Milliseconds after which PostgreSQL ends a statement, 30,000 unless said otherwise. */
  statementTimeoutMs?: number;
  /** As which role statements run; without it, as who signs in. */
  role?: string;
}

const instantsAndDates = new Map<number, (value: string) => unknown>([
  [pg.types.builtins.TIMESTAMPTZ, (value) => new Date(value).toISOString()],
  [pg.types.builtins.DATE, (value) => value],
  [pg.types.builtins.INT8, Number],
]);

/** Reads instants as RFC 3339 text, dates as YYYY-MM-DD and counts as numbers, as the contracts have them. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    instantsAndDates.get(oid) ?? pg.types.getTypeParser(oid, format),
};

/**
 * A connection that is lost while it is lent out fails the statements sent on it, and says so once more as an
 * event, which nobody listens to then: unheard, that event would end the process.
 */
class QuietlyLostClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

/** A data source that is not connected yet. */
export function dataSource(
  url: string,
  { poolSize = 10, statementTimeoutMs = 30_000, role }: DatabaseOptions = {},
): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: Object.values(entities),
    migrations,
    migrationsTableName: 'migration',
    namingStrategy: new SnakeCaseNaming(),
    poolSize,
    extra: {
      Client: QuietlyLostClient,
      // Statements that do not wait for each other's answers travel together.
      pipeline: true,
      stream: () => new GatheringSocket(),
      types,
      options: [
        '-c timezone=UTC',
        `-c statement_timeout=${statementTimeoutMs}`,
        '-c idle_in_transaction_session_timeout=30000',
        ...(role ? [`-c role=${role}`] : []),
      ].join(' '),
    },
  });
}

/** Connects as the product runs: as a role that owns nothing. The schema must have been migrated. */
export async function openDatabase(url: string, options: DatabaseOptions = {}): Promise<Database> {
  const source = await dataSource(url, { ...options, role: writerRole }).initialize();
  const { master: pool } = source.driver as unknown as { master: pg.Pool };
  return { source, pool, url, close: () => source.destroy() };
}
