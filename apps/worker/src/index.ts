import { Logger } from '@nestjs/common';
import { startJobs } from '#jobs';
import { figuresKeeperOf, sequencerOf, sweep, type EvidenceFiles, type Store } from '#store';

/** What the worker's doors are opened with. */
export interface WorkerOptions {
  store: Store;
  files: EvidenceFiles;
  /** Jobs wait in Redis instead of PostgreSQL. */
  redisUrl?: string;
}

export interface RunningWorker {
  close(): Promise<void>;
}

/**
 * Starts what works behind the doors: the sequencer, the keeper of the figures, the jobs. Any number of workers
 * may run beside each other; each piece of work is done by one of them.
 */
export async function startWorker({ store, files, redisUrl }: WorkerOptions): Promise<RunningWorker> {
  const logger = new Logger('Worker');
  // A fault of the database carries its whole connection along; its stack says enough.
  const onFault = (fault: unknown) => logger.error(fault instanceof Error ? fault.stack : fault);
  const sequencer = sequencerOf(store.pool, store.url, onFault);
  const figures = figuresKeeperOf(store.pool, store.url, onFault);
  await sequencer.start();
  await figures.start();
  const place = { databaseUrl: store.url, ...(redisUrl && { redisUrl }) };
  const jobs = await startJobs(
    place,
    {
      'house.sweep': async () => {
        await sweep(store, files);
      },
    },
    onFault,
  );
  return {
    close: async () => {
      await jobs.close();
      await figures.stop();
      await sequencer.stop();
    },
  };
}
