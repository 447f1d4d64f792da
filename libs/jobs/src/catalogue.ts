import { z } from 'zod';

/** On whose rights a job works: the installation's own upkeep, or the person named in its payload. */
export type JobPermission = 'installation-upkeep' | { asPerson: 'payload' };

interface JobContract {
  permission: JobPermission;
  payload: z.ZodType;
  /** Cron expression in UTC, for a job that comes back by itself. */
  schedule?: string;
  summary: string;
}

/** Every job there is. A job whose payload does not fit its contract is not taken. */
export const jobs = {
  'house.sweep': {
    permission: 'installation-upkeep',
    payload: z.strictObject({}),
    schedule: '17 * * * *',
    summary: 'Removes ended sessions, answers kept too long, and files that no record names',
  },
  'history.check-sample': {
    permission: 'installation-upkeep',
    payload: z.strictObject({}),
    schedule: '23 2 * * *',
    summary: 'Asks for a check of the newest history and a sample of the rest',
  },
  'history.check-all': {
    permission: 'installation-upkeep',
    payload: z.strictObject({}),
    schedule: '7 3 * * 0',
    summary: 'Asks for a check of the whole history',
  },
  'evidence.check': {
    permission: 'installation-upkeep',
    payload: z.strictObject({}),
    schedule: '41 1 * * *',
    summary: 'Asks for a check of the files of evidence: a seventh of them, the longest unchecked first',
  },
  'checkpoint.mail': {
    permission: 'installation-upkeep',
    payload: z.strictObject({}),
    schedule: '30 5 * * *',
    summary: 'Mails the newest checkpoint to those who asked for it',
  },
  'mail.send': {
    permission: 'installation-upkeep',
    payload: z.strictObject({}),
    schedule: '52 * * * *',
    summary: 'Sends mails that wait, once more those that were refused for now',
  },
} as const satisfies Record<string, JobContract>;

export type JobName = keyof typeof jobs;
export type JobPayload<N extends JobName> = z.infer<(typeof jobs)[N]['payload']>;
export const jobNames = Object.keys(jobs) as JobName[];
