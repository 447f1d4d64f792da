import type { Pool } from 'pg';
import { checkKinds, type CheckKind } from '#contracts';
import { canRead } from '#permissions';
import type { EvidenceFiles } from '../files/evidence-files.js';
import { Pump } from '../log/pump.js';
import type { Store } from '../store.js';
import { inTransaction } from '../transaction.js';
import { clearFileAlarms, clearHistoryAlarms, raiseAlarms, type RaisedAlarm } from './alarms.js';
import { checkEvidence } from './check-evidence.js';
import { checkHistory } from './check-history.js';
import type { Checked } from './course.js';
import {
  beginRun,
  checkChannel,
  endRun,
  isComplete,
  keepProgress,
  unfinishedKinds,
  type BegunRun,
} from './runs.js';
import { freshSeed } from './sample.js';

/** What the keeper of checks works with. */
export interface KeeperOptions {
  store: Store;
  files: EvidenceFiles;
  /** Hears of each alarm once, when it is raised. */
  onAlarm: (alarms: readonly RaisedAlarm[]) => Promise<void>;
  onFault: (fault: unknown) => void;
}

export interface ChecksKeeper {
  start(): Promise<void>;
  /** Stops; a check under way is left to the next keeper. */
  stop(): Promise<void>;
}

const pollMs = 5000;
/** How often a check is begun before it is given up. */
const attemptsMax = 5;
/** First half of the advisory locks by which one worker at a time carries out a kind of check. */
const lockSpace = 1_764_012;

/**
 * Carries out checks that were asked for. What a process leaves behind when it stops or dies is taken up by the
 * next one that looks: the lock of a kind is free then.
 */
export function checksKeeperOf(options: KeeperOptions): ChecksKeeper {
  const stopping = new AbortController();
  const pump = new Pump({
    url: options.store.url,
    channels: [checkChannel],
    pollMs,
    work: () => workOff(options, stopping.signal),
    onFault: options.onFault,
  });
  return {
    start: () => pump.start(),
    stop: () => {
      stopping.abort(new Error('the worker stops'));
      return pump.stop();
    },
  };
}

async function workOff(options: KeeperOptions, stopping: AbortSignal): Promise<void> {
  for (const kind of await unfinishedKinds(options.store.pool)) {
    if (stopping.aborted) return;
    await underLock(options.store.pool, kind, async () => {
      const run = await beginRun(options.store.pool, kind, freshSeed());
      if (run) await carryOut(options, run, stopping);
    });
  }
}

/** Does the work unless another process does it. The lock ends with the connection, so a dead process holds none. */
async function underLock(pool: Pool, kind: CheckKind, work: () => Promise<void>): Promise<void> {
  const lock = [lockSpace, checkKinds.indexOf(kind)];
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    const { rows } = await client.query<{ isMine: boolean }>(
      'select pg_try_advisory_lock($1, $2) as "isMine"',
      lock,
    );
    if (!rows[0]?.isMine) return;
    try {
      await work();
    } finally {
      await client.query('select pg_advisory_unlock($1, $2)', lock).catch((failed: Error) => {
        broken = failed;
      });
    }
  } finally {
    client.release(broken);
  }
}

async function carryOut(options: KeeperOptions, run: BegunRun, stopping: AbortSignal): Promise<void> {
  const { pool } = options.store;
  const cancelling = new AbortController();
  const signal = AbortSignal.any([stopping, cancelling.signal]);
  let told = 0;
  const onProgress = async (checked: Checked) => {
    if (checked.findingCount > told) await alarm(options, run, checked);
    told = checked.findingCount;
    const isCancelled = await keepProgress(pool, run.id, checked);
    if (isCancelled || !(await mayStillAsk(options.store, run)))
      cancelling.abort(new Error('the check was cancelled'));
  };
  try {
    await onProgress({ counts: {}, findings: [], findingCount: 0 });
    signal.throwIfAborted();
    await perform(options, run, { signal, onProgress });
  } catch (fault) {
    if (stopping.aborted) return;
    if (cancelling.signal.aborted) return endRun(pool, run.id, 'cancelled');
    if (run.attempts >= attemptsMax) await endRun(pool, run.id, 'failed');
    throw fault;
  }
}

/** A check is carried out for who asked for it as long as they may know what it finds. */
async function mayStillAsk({ actors }: Store, { askedById }: BegunRun): Promise<boolean> {
  return askedById === null || canRead(await actors.of(askedById), 'check', {});
}

async function alarm({ store, onAlarm }: KeeperOptions, run: BegunRun, { findings }: Checked): Promise<void> {
  const raised = await raiseAlarms(store.pool, run, findings);
  if (raised.length > 0) await onAlarm(raised);
}

type Course = Required<Pick<NonNullable<Parameters<typeof checkHistory>[2]>, 'signal' | 'onProgress'>>;

async function perform({ store, files }: KeeperOptions, run: BegunRun, course: Course): Promise<void> {
  if (run.kind === 'evidence') {
    const { findingCount } = await checkEvidence(store, files, run.askedById ? 'all' : { seed: run.seed }, {
      ...course,
      since: run.startedAt,
    });
    course.signal.throwIfAborted();
    await inTransaction(store.pool, async (client) => {
      await clearFileAlarms(client, run.id);
      await endRun(client, run.id, findingCount > 0 ? 'unsound' : 'sound');
    });
    return;
  }
  const extent = run.kind === 'history-all' ? 'all' : { seed: run.seed };
  const { findings, findingCount } = await checkHistory(store, extent, course);
  course.signal.throwIfAborted();
  await inTransaction(store.pool, async (client) => {
    if (extent === 'all' && isComplete(findings, findingCount))
      await clearHistoryAlarms(client, run.id, findings);
    await endRun(client, run.id, findingCount > 0 ? 'unsound' : 'sound');
  });
}
