import type { PoolClient } from 'pg';
import { Refusal, type Receipt } from '#contracts';

/** Whose request, under which key, and the digest of what it asks. */
export interface RequestMark {
  actorId: string | null;
  key: string | undefined;
  digest: Buffer;
}

/** What the database says when a command is decided. */
export interface DatabaseMoment {
  /** Its clock, RFC 3339 UTC with milliseconds. */
  now: string;
  /** Whether the installation is a demo whose entries may set their time; null before it is founded. */
  isSimulated: boolean | null;
  /** The receipt that was given for this key before. */
  kept: Receipt | null;
}

/**
 * Reads the clock and the answer that was given to the same request before, if any. The same key with another
 * request is refused. A row lock taken earlier in the transaction does not hide a receipt: the statement sees
 * what is committed when it runs.
 */
export async function readMoment(
  client: PoolClient,
  { actorId, key, digest }: RequestMark,
): Promise<DatabaseMoment> {
  const { rows } = await client.query<DatabaseRow>({
    name: 'moment',
    text: `select clock_timestamp() as now, (select simulated_clock from installation) as "isSimulated",
        kept.request, kept.receipt
      from (values (1)) once left join idempotency kept on kept.actor_id = $1 and kept.key = $2`,
    values: [actorId, key],
  });
  const { now, isSimulated, request, receipt } = rows[0] as DatabaseRow;
  if (request && !request.equals(digest)) {
    throw new Refusal('idempotency-key-reused', 'this key was used for another request');
  }
  return { now, isSimulated, kept: receipt };
}

interface DatabaseRow {
  now: string;
  isSimulated: boolean | null;
  request: Buffer | null;
  receipt: Receipt | null;
}
