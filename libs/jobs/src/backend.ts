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
  const client = await pool.connect();
  try {
    await runMigrations(client);
  } finally {
    client.release();
  }
  return {
    queue: (name) => new classes.Queue(name, { connection: pool }) as unknown as Queue,
    worker: (name, processor) =>
      new classes.Worker(name, processor, { connection: pool }) as unknown as Worker,
    close: () => pool.end(),
  };
}

function redisBackend(url: string): JobsBackend {
  const connection = { url, maxRetriesPerRequest: null };
  return {
    queue: (name) => new Queue(name, { connection }),
    worker: (name, processor) => new Worker(name, processor, { connection }),
    close: () => Promise.resolve(),
  };
}
