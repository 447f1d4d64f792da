import type { EvidenceFiles } from './files/evidence-files.js';
import type { Store } from './store.js';

const answersKeptDays = 30;
const strayFileHours = 24;
const filesAtOnce = 500;

/** What a sweep removed. */
export interface Swept {
  sessions: number;
  answers: number;
  files: number;
}

/**
 * Upkeep: removes ended sessions, answers to repeated requests after thirty days, and files that were received a
 * day ago and that no entry of the history names. Content and history are never touched.
 */
export async function sweep(store: Store, files: EvidenceFiles): Promise<Swept> {
  const { pool } = store;
  const sessions = await pool.query('delete from session where expires_at < now()');
  const answers = await pool.query(
    'delete from idempotency where created_at < now() - make_interval(days => $1)',
    [answersKeptDays],
  );
  return {
    sessions: sessions.rowCount ?? 0,
    answers: answers.rowCount ?? 0,
    files: await discardStray(store, files),
  };
}

async function discardStray(store: Store, files: EvidenceFiles): Promise<number> {
  const keys = await files.keysBefore(Date.now() - strayFileHours * 3_600_000, filesAtOnce);
  if (keys.length === 0) return 0;
  const { rows } = await store.pool.query<{ key: string }>(
    `select distinct entry.canon::jsonb #>> '{body,set,file,storageKey}' as key
     from leaf join entry on entry.id = leaf.entry_id
     where leaf.object_type = 'evidence' and entry.canon::jsonb #>> '{body,set,file,storageKey}' = any($1)`,
    [keys],
  );
  const named = new Set(rows.map(({ key }) => key));
  const stray = keys.filter((key) => !named.has(key));
  for (const storageKey of stray) await files.discard({ storageKey });
  return stray.length;
}
