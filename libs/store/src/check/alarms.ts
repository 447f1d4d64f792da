import type { Pool, PoolClient } from 'pg';
import { v7 as uuid } from 'uuid';
import type { AlarmKind, AlarmQuery, AlarmView, CheckFinding, CheckKind, Page } from '#contracts';
import { Parameters } from '../parameters.js';
import { readPage } from '../queries/list.js';
import type { Reader } from '../reading/reader.js';

/** An alarm that was not there before. */
export interface RaisedAlarm {
  id: string;
  finding: CheckFinding;
}

export const alarmKindOf = (kind: CheckKind): AlarmKind => (kind === 'evidence' ? 'evidence' : 'history');

/** What a finding is about: found again, it is the same alarm. */
const subjectOf = ({ code, entryId, objectId, leafIndex }: CheckFinding): string =>
  [code, entryId ?? objectId ?? leafIndex ?? ''].join(':');

/** Raises an alarm for each finding that none stands for yet, and answers those. */
export async function raiseAlarms(
  client: Pool | PoolClient,
  run: { id: string; kind: CheckKind },
  findings: readonly CheckFinding[],
): Promise<RaisedAlarm[]> {
  const bySubject = new Map(findings.map((finding) => [subjectOf(finding), finding]));
  if (bySubject.size === 0) return [];
  const { rows } = await client.query<RaisedAlarm & { isNew: boolean }>(
    `insert into alarm (id, kind, subject, finding, raised_by)
     select found.id, $1, found.subject, found.finding, $2
     from unnest($3::uuid[], $4::text[], $5::jsonb[]) as found (id, subject, finding)
     on conflict (kind, subject) where cleared_at is null
       do update set seen_at = clock_timestamp(), finding = excluded.finding
     returning id, finding, (xmax = 0) as "isNew"`,
    [
      alarmKindOf(run.kind),
      run.id,
      [...bySubject].map(() => uuid()),
      [...bySubject.keys()],
      [...bySubject.values()].map((finding) => JSON.stringify(finding)),
    ],
  );
  return rows.filter(({ isNew }) => isNew).map(({ id, finding }) => ({ id, finding }));
}

/** Clears the alarms of the history that a check of all of it did not find again. */
export async function clearHistoryAlarms(
  client: PoolClient,
  runId: string,
  findings: readonly CheckFinding[],
): Promise<void> {
  await client.query(
    `update alarm set cleared_at = clock_timestamp(), cleared_by = $1
     where kind = 'history' and cleared_at is null and subject <> all($2::text[])`,
    [runId, findings.map(subjectOf)],
  );
}

/** Clears the alarms of files that were found as they were brought, or that a redaction took away. */
export async function clearFileAlarms(client: PoolClient, runId: string): Promise<void> {
  await client.query(
    `update alarm set cleared_at = clock_timestamp(), cleared_by = $1 from evidence_check
     where alarm.kind = 'evidence' and alarm.cleared_at is null
       and evidence_check.evidence_id = (alarm.finding ->> 'objectId')::uuid
       and evidence_check.entry_id = (alarm.finding ->> 'entryId')::uuid
       and evidence_check.outcome in ('ok', 'redacted') and evidence_check.checked_at > alarm.raised_at`,
    [runId],
  );
}

/** Alarms, newest first: all that ever were, or those that are open. */
export function listAlarms(reader: Reader, query: AlarmQuery): Promise<Page<AlarmView>> {
  const isOpen = { true: ['cleared_at is null'], false: ['cleared_at is not null'] };
  return readPage<AlarmView>(
    reader,
    {
      select: `id, kind, finding, raised_at as "raisedAt", seen_at as "seenAt", cleared_at as "clearedAt"`,
      from: 'alarm',
      where: query.open ? isOpen[query.open] : [],
      keys: [
        { sql: 'raised_at', type: 'timestamptz' },
        { sql: 'id', type: 'uuid' },
      ],
      descending: true,
      parameters: new Parameters(),
    },
    query,
  );
}
