import { Logger } from '@nestjs/common';
import { startJobs } from '#jobs';
import {
  askCheck,
  checksKeeperOf,
  figuresKeeperOf,
  forgetOldMails,
  pastKeeperOf,
  sequencerOf,
  sweep,
  type EvidenceFiles,
  type Store,
} from '#store';
import { alarmTeller } from './checks/on-alarm.js';
import type { MailSetting } from './mail/mailer.js';
import { openPost } from './mail/post.js';
import { startSigner, type SigningSetting } from './signer/start-signer.js';

export type { MailSetting } from './mail/mailer.js';
export { startSigner, type RunningSigner, type SigningSetting } from './signer/start-signer.js';

/** What the worker's doors are opened with. */
export interface WorkerOptions {
  store: Store;
  files: EvidenceFiles;
  /** Jobs wait in Redis instead of PostgreSQL. */
  redisUrl?: string;
  /** Where mail goes out; without it none does. */
  mail?: MailSetting;
  /** With which keys the log is signed; without them this worker signs nothing. */
  signing?: SigningSetting;
}

export interface RunningWorker {
  close(): Promise<void>;
}

/**
 * Starts what works behind the doors: the sequencer, the keepers of figures and past, the signer, the jobs. Any number of workers
 * may run beside each other; each piece of work is done by one of them.
 */
export async function startWorker({
  store,
  files,
  redisUrl,
  mail,
  signing,
}: WorkerOptions): Promise<RunningWorker> {
  const logger = new Logger('Worker');
  // A fault of the database carries its whole connection along; its stack says enough.
  const onFault = (fault: unknown) => logger.error(fault instanceof Error ? fault.stack : fault);
  const sequencer = sequencerOf(store.pool, store.url, onFault);
  const figures = figuresKeeperOf(store.pool, store.url, onFault);
  const past = pastKeeperOf(store.pool, store.url, onFault);
  const post = mail ? openPost(store, mail, onFault) : null;
  const onAlarm = alarmTeller(store, logger, post && (() => post.send()));
  const checks = checksKeeperOf({ store, files, onAlarm, onFault });
  await sequencer.start();
  await figures.start();
  await past.start();
  await checks.start();
  await post?.start();
  const signer = signing ? await startSigner(store, signing) : null;
  const place = { databaseUrl: store.url, ...(redisUrl && { redisUrl }) };
  const jobs = await startJobs(
    place,
    {
      'house.sweep': async () => {
        await sweep(store, files);
        await forgetOldMails(store.pool);
      },
      'history.check-sample': async () => {
        await askCheck(store.pool, 'history-sample');
      },
      'history.check-all': async () => {
        await askCheck(store.pool, 'history-all');
      },
      'evidence.check': async () => {
        await askCheck(store.pool, 'evidence');
      },
      'checkpoint.mail': async () => {
        await post?.sendCheckpoints();
      },
      'mail.send': async () => {
        await post?.send();
      },
    },
    onFault,
  );
  return {
    close: async () => {
      await post?.close();
      await jobs.close();
      await signer?.close();
      await checks.stop();
      await past.stop();
      await figures.stop();
      await sequencer.stop();
    },
  };
}
