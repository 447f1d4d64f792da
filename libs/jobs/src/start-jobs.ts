import type { Job } from 'bullmq';
import { jobNames, jobs, type JobName, type JobPayload } from './catalogue.js';
import { openBackend, queueName, type JobsPlace } from './backend.js';

/** What each job does, by name; the types see to it that none is forgotten. */
export type JobHandlers = { [N in JobName]: (payload: JobPayload<N>) => Promise<void> };

export interface RunningJobs {
  /** Puts a job in the queue now, beside its schedule. */
  ask<N extends JobName>(name: N, payload: JobPayload<N>): Promise<void>;
  close(): Promise<void>;
}

const attempts = 5;
const options = {
  attempts,
  backoff: { type: 'exponential', delay: 1000 },
  removeOnComplete: { count: 200 },
  removeOnFail: { count: 1000 },
};

/**
 * Takes jobs up and sets their schedules. Any number of processes may do so: a job is taken by one of them, and
 * by another when that one dies.
 */
export async function startJobs(
  place: JobsPlace,
  handlers: JobHandlers,
  onFault: (fault: unknown) => void,
): Promise<RunningJobs> {
  const backend = await openBackend(place);
  const queue = backend.queue(queueName);
  const worker = backend.worker(queueName, (job) => perform(job, handlers));
  let isClosing = false;
  // The pool's end does not wait for its connections, so a database that stops right after it breaks them.
  const tell = (fault: unknown) => {
    if (!isClosing) onFault(fault);
  };
  queue.on('error', tell);
  worker.on('error', tell);
  worker.on('failed', (job, fault) => {
    if (job && job.attemptsMade >= attempts) onFault(fault);
  });
  for (const name of jobNames) {
    const { schedule } = jobs[name];
    if (schedule)
      await queue.upsertJobScheduler(
        name,
        { pattern: schedule, tz: 'UTC' },
        { name, data: {}, opts: options },
      );
  }
  return {
    ask: async (name, payload) => {
      await queue.add(name, jobs[name].payload.parse(payload), options);
    },
    close: async () => {
      isClosing = true;
      await worker.close();
      await queue.close();
      await backend.close();
    },
  };
}

async function perform({ name, data }: Job, handlers: JobHandlers): Promise<void> {
  if (!(name in jobs)) throw new Error(`no job is called '${name}'`);
  const known = name as JobName;
  await handlers[known](jobs[known].payload.parse(data));
}
