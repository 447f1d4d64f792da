import type { Pool } from 'pg';
import type { CheckpointMail } from '#contracts';
import type { Reader } from '../reading/reader.js';

/** Beginning of the key of a mail with the newest checkpoint; the day and the person follow. */
export const checkpointMailPrefix = 'checkpoint:';

/** Whether the person gets the daily mail, and how their last one stands. */
export async function readCheckpointMail(reader: Reader, personId: string): Promise<CheckpointMail> {
  const { rows } = await reader.query<CheckpointMail>(
    `select exists (select 1 from checkpoint_mail where person_id = $1) as "isSubscribed",
       (select json_build_object('day', split_part(key, ':', 2), 'state', state,
          'at', to_char(state_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        from mail where person_id = $1 and key like $2 order by made_at desc limit 1) as last`,
    [personId, `${checkpointMailPrefix}%`],
  );
  return rows[0] ?? { isSubscribed: false, last: null };
}

/** Puts the person among those who get the daily mail, or takes them out. */
export async function subscribeToCheckpoint(pool: Pool, personId: string, isWanted: boolean): Promise<void> {
  await pool.query(
    isWanted
      ? 'insert into checkpoint_mail (person_id) values ($1) on conflict do nothing'
      : 'delete from checkpoint_mail where person_id = $1',
    [personId],
  );
}
