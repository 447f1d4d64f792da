import {
  createPostgresBackend,
  DEFAULT_SCHEMA,
  Queue,
  runMigrations,
  withBackend,
  Worker,
  type Processor,
} from 'bullmq';
import pg from 'pg';

/** Where jobs wait: PostgreSQL by default, Redis where an address of one is given. */
export interface JobsPlace {
  databaseUrl: string;
  redisUrl?: string;
}

/** Queue and worker constructors bound to the place where jobs wait. */
export interface JobsBackend {
  queue(name: string): Queue;
  worker(name: string, processor: Processor): Worker;
  close(): Promise<void>;
}

/** The one queue in which all jobs wait. */
export const queueName = 'uphold';

/** Connections that all queues and workers of a process share; their listeners come on top. */
const poolSize = 4;

/** Opens the backend; on PostgreSQL, in a schema of its own that is brought up to date here. */
export async function openBackend({ databaseUrl, redisUrl }: JobsPlace): Promise<JobsBackend> {
  return redisUrl ? redisBackend(redisUrl) : postgresBackend(databaseUrl);
}

async function postgresBackend(databaseUrl: string): Promise<JobsBackend> {
  const classes = withBackend(createPostgresBackend);
  // A pool of ours is used as it is, so it must look into BullMQ's schema by itself.
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: poolSize,
    options: `-c search_path=${DEFAULT_SCHEMA}`,
  });
  await migrateJobs(databaseUrl);
  return {
    queue: (name) => new classes.Queue(name, { connection: pool }) as unknown as Queue,
    worker: (name, processor) =>
      new classes.Worker(name, processor, { connection: pool }) as unknown as Worker,
    close: () => pool.end(),
  };
}

/**
 * Brings BullMQ's schema up to date where the login of the address may do so, and lets a role work in it, which will
 * then own nothing there. Whoever may not change the schema works with it as it is.
 */
export async function migrateJobs(databaseUrl: string, role?: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ may: boolean }>(
      `select has_database_privilege(current_database(), 'create') as may`,
    );
    if (!rows[0]?.may) return;
    await runMigrations(client);
    if (role) await client.query(openedTo(pg.escapeIdentifier(role)));
  } finally {
    await client.end();
  }
}

/** The sequence of a queue's jobs is otherwise made, and owned, by whoever adds the first one. */
const openedTo = (role: string): string => `
  set search_path = ${DEFAULT_SCHEMA};
  select next_job_id('${queueName}') where to_regclass(job_id_seq_name('${queueName}')) is null;
  grant usage on schema ${DEFAULT_SCHEMA} to ${role};
  grant select, insert, update, delete on all tables in schema ${DEFAULT_SCHEMA} to ${role};
  grant usage, select, update on all sequences in schema ${DEFAULT_SCHEMA} to ${role}`;

function redisBackend(url: string): JobsBackend {
  const connection = { url, maxRetriesPerRequest: null };
  return {
    queue: (name) => new Queue(name, { connection }),
    worker: (name, processor) => new Worker(name, processor, { connection }),
    close: () => Promise.resolve(),
  };
}
