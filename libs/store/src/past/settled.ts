import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { Refusal } from '#contracts';

const waitAtMostMs = 2000;
const lookEveryMs = 25;

interface Standing {
  /** Leaf index up to which the past is kept. */
  index: number;
  isFuture: boolean;
  isBeforeAll: boolean;
  /** Whether something from before the time is not kept yet: behind the keeper, or without a place in the log. */
  isBehind: boolean;
}

const standing = {
  name: 'past-stands',
  text: `select kept.leaf_index as index, $1::timestamptz > clock_timestamp() as "isFuture",
      not exists (select 1 from leaf where index = 0 and at <= $1) as "isBeforeAll",
      (select index from leaf where index > kept.leaf_index and at <= $1 order by index limit 1) is not null
        or exists (select 1 from pending join entry on entry.id = pending.entry_id where entry.at <= $1) as "isBehind"
    from consumer kept where name = 'past'`,
};

/**
 * Waits shortly until everything that was recorded up to a time is kept in the past, and answers the leaf index up
 * to which it is: what comes later in the log is not in the answer. A time that is still to come, or from before
 * the founding, is refused.
 *
 * @param asOf RFC 3339 UTC
 */
export async function settlePast(pool: Pool, asOf: string, field = 'asOf'): Promise<number> {
  for (let waited = 0; ; waited += lookEveryMs) {
    const { rows } = await pool.query<Standing>({ ...standing, values: [asOf] });
    const { index, isFuture, isBeforeAll, isBehind } = rows[0] as Standing;
    if (isFuture) throw unanswerable(field, 'is still to come');
    if (isBeforeAll && !isBehind) throw unanswerable(field, 'is before anything was recorded');
    if (!isBehind || waited >= waitAtMostMs) return index;
    await sleep(lookEveryMs);
  }
}

/** The time that the database has, RFC 3339 UTC: what was recorded so far was recorded up to it. */
export async function timeNow(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ now: string }>('select clock_timestamp() as now');
  return rows[0]?.now ?? '';
}

function unanswerable(field: string, message: string): Refusal {
  return new Refusal('invalid-input', `${field}: ${message}`, { fields: [{ field, message }] });
}
