import type { Pool, PoolClient } from 'pg';

/** How far an export can reach: the newest signed checkpoint, and what the log holds beyond it. */
export interface ExportPoint {
  /** Null before the first was signed. */
  checkpoint: { size: number; note: string } | null;
  /** Entries in the log, or waiting for their place in it. */
  logSize: number;
  /** A redaction after the checkpoint took something out, which the checkpoint's entries cannot explain. */
  isRedactedSince: boolean;
  /** A signer has worked lately, so that a newer checkpoint can be waited for. */
  isSigning: boolean;
}

const question = `
  select newest.size, newest.note,
    (select size from log_head) + (select count(*) from pending) as "logSize",
    exists (select 1 from leaf where action = 'redaction.approved' and index >= coalesce(newest.size, 0))
      or exists (select 1 from pending join entry on entry.id = pending.entry_id
        where entry.action = 'redaction.approved') as "isRedactedSince",
    coalesce((select seen_at > clock_timestamp() - interval '1 minute' and refusal is null from signer_state), false)
      as "isSigning"
  from (select 1) one left join lateral (select size, note from checkpoint order by size desc limit 1) newest on true`;

/** Where an export that began now would end. */
export async function exportPoint(client: Pool | PoolClient): Promise<ExportPoint> {
  const { rows } = await client.query<{
    size: number | null;
    note: string | null;
    logSize: number;
    isRedactedSince: boolean;
    isSigning: boolean;
  }>(question);
  const [row] = rows;
  if (!row) throw new Error('the log has no head');
  const { size, note, ...point } = row;
  return { ...point, checkpoint: size === null || note === null ? null : { size, note } };
}
