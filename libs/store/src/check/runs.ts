import type { Pool, PoolClient } from 'pg';
import { v7 as uuid } from 'uuid';
import {
  findingsMax,
  type CheckFinding,
  type CheckKind,
  type CheckOutcome,
  type CheckQuery,
  type CheckRunView,
  type Page,
} from '#contracts';
import { Parameters } from '../parameters.js';
import type { Reader } from '../reading/reader.js';
import { readPage } from '../queries/list.js';
import type { Checked } from './course.js';

/** Channel on which workers hear that a check was asked for. */
export const checkChannel = 'uphold_check';

const select = `check_run.id, check_run.kind, check_run.asked_at as "askedAt",
  case when asker.id is not null then json_build_object('id', asker.id, 'name', asker.name) end as "askedBy",
  check_run.started_at as "startedAt", check_run.finished_at as "finishedAt", check_run.seed, check_run.counts,
  check_run.findings, check_run.finding_count as "findingCount", check_run.outcome,
  check_run.cancel_asked_at is not null as "isCancelAsked"`;
const from = 'check_run left join person asker on asker.id = check_run.asked_by_id';

/**
 * Asks for a check, by a person or by the schedule. One that is asked for already and not ended is answered
 * instead: there is one of each kind at a time. A worker takes it up at once.
 */
export async function askCheck(
  pool: Pool,
  kind: CheckKind,
  askedById: string | null = null,
): Promise<CheckRunView> {
  await pool.query(
    `insert into check_run (id, kind, asked_by_id) values ($1, $2, $3)
     on conflict (kind) where finished_at is null do nothing`,
    [uuid(), kind, askedById],
  );
  await pool.query(`select pg_notify('${checkChannel}', $1)`, [kind]);
  const { rows } = await pool.query<CheckRunView>(
    `select ${select} from ${from} where check_run.kind = $1 order by check_run.asked_at desc, check_run.id desc limit 1`,
    [kind],
  );
  const [run] = rows;
  if (!run) throw new Error(`the check '${kind}' was asked for and is not there`);
  return run;
}

/** Asks a check to stop. Answers false where there is none that has not ended. */
export async function cancelCheck(pool: Pool, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update check_run set cancel_asked_at = coalesce(cancel_asked_at, now()) where id = $1 and finished_at is null`,
    [id],
  );
  await pool.query(`select pg_notify('${checkChannel}', '')`);
  return (rowCount ?? 0) > 0;
}

/** Checks, newest first. */
export function listChecks(reader: Reader, query: CheckQuery): Promise<Page<CheckRunView>> {
  const parameters = new Parameters();
  return readPage<CheckRunView>(
    reader,
    {
      select,
      from,
      where: query.kind ? [`check_run.kind = ${parameters.add(query.kind)}`] : [],
      keys: [
        { sql: 'check_run.asked_at', type: 'timestamptz' },
        { sql: 'check_run.id', type: 'uuid' },
      ],
      descending: true,
      parameters,
    },
    query,
  );
}

/** A check that a worker took up. */
export interface BegunRun {
  id: string;
  kind: CheckKind;
  startedAt: string;
  seed: number;
  attempts: number;
  /** Who asked for it; null where it was the schedule. */
  askedById: string | null;
}

/** Kinds of checks that were asked for and have not ended, the one that waits longest first. */
export async function unfinishedKinds(pool: Pool): Promise<CheckKind[]> {
  const { rows } = await pool.query<{ kind: CheckKind }>({
    name: 'unfinished-checks',
    text: 'select kind from check_run where finished_at is null order by asked_at',
  });
  return rows.map(({ kind }) => kind);
}

/** Takes up the unfinished check of a kind; null where it ended meanwhile. */
export async function beginRun(pool: Pool, kind: CheckKind, seed: number): Promise<BegunRun | null> {
  const { rows } = await pool.query<BegunRun>(
    `update check_run set started_at = coalesce(started_at, now()), seed = coalesce(seed, $2), attempts = attempts + 1
     where kind = $1 and finished_at is null
     returning id, kind, started_at as "startedAt", seed, attempts, asked_by_id as "askedById"`,
    [kind, seed],
  );
  return rows[0] ?? null;
}

/** Keeps how far a check is. Answers whether it is to be cancelled. */
export async function keepProgress(pool: Pool, id: string, checked: Checked): Promise<boolean> {
  const { rows } = await pool.query<{ isCancelAsked: boolean }>(
    `update check_run set counts = $2, findings = $3, finding_count = $4 where id = $1
     returning cancel_asked_at is not null as "isCancelAsked"`,
    [id, checked.counts, JSON.stringify(checked.findings), checked.findingCount],
  );
  return rows[0]?.isCancelAsked ?? false;
}

/** Ends a check; what was found so far is kept as it stands. */
export async function endRun(client: Pool | PoolClient, id: string, outcome: CheckOutcome): Promise<void> {
  await client.query('update check_run set outcome = $2, finished_at = clock_timestamp() where id = $1', [
    id,
    outcome,
  ]);
}

/** Whether every finding was kept, so that what is not among them was not found. */
export const isComplete = (findings: readonly CheckFinding[], findingCount: number): boolean =>
  findingCount === findings.length && findingCount < findingsMax;
