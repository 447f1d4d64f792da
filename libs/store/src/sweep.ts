import { v7 as uuid } from 'uuid';
import { forgetOldRightsChanges } from './people/rights-changes.js';
import { endOldDirectoryTokens } from './directory/tokens.js';
import { forgetUnfinishedSignIns } from './factors/unfinished.js';
import { endTokens, recordEndedSessions } from './occurrence/endings.js';
import { idleHours, type Session } from './people/sessions.js';
import { forgetOldSignOns } from './sign-on/identities.js';
import { bringStragglersInStep } from './sign-on/mapped-grants.js';
import type { EvidenceFiles } from './files/evidence-files.js';
import type { Store } from './store.js';

const answersKeptDays = 30;
const strayFileHours = 24;
const filesAtOnce = 10_000;
const sessionsAtOnce = 500;

/** What a sweep removed. */
export interface Swept {
  sessions: number;
  answers: number;
  files: number;
}

/**
 * Upkeep: removes ended sessions, answers to repeated requests after thirty days, and files that were received a
 * day ago and that no entry of the history names. Content is never touched; that a session ran out is recorded.
 */
export async function sweep(store: Store, files: EvidenceFiles, atOnce = filesAtOnce): Promise<Swept> {
  const { pool } = store;
  const sessions = (await endExpired(store)) + (await endWhatRanOut(store));
  await forgetOldRightsChanges(pool);
  await forgetUnfinishedSignIns(pool);
  await forgetOldSignOns(pool);
  await bringStragglersInStep(store);
  const answers = await pool.query(
    'delete from idempotency where created_at < now() - make_interval(days => $1)',
    [answersKeptDays],
  );
  return {
    sessions,
    answers: answers.rowCount ?? 0,
    files: await discardStray(store, files, atOnce),
  };
}

/** Each session that ran out is removed together with the entry that says so. */
async function endExpired(store: Store): Promise<number> {
  const requestId = uuid();
  for (let ended = 0; ;) {
    const count = await store.transaction(async (client) => {
      const { rows } = await client.query<Pick<Session, 'id' | 'personId'> & { isIdle: boolean }>(
        `delete from session where id in
           (select id from session where expires_at < now() or last_seen_at < now() - make_interval(hours => $2)
            limit $1 for update skip locked)
         returning id, person_id as "personId", expires_at >= now() as "isIdle"`,
        [sessionsAtOnce, idleHours],
      );
      const idle = rows.filter(({ isIdle }) => isIdle);
      const expired = rows.filter(({ isIdle }) => !isIdle);
      await recordEndedSessions(client, idle, { ending: 'idle', requestId });
      await recordEndedSessions(client, expired, { ending: 'expired', requestId });
      return rows.length;
    });
    ended += count;
    if (count < sessionsAtOnce) {
      if (ended > 0) store.bell.ring();
      return ended;
    }
  }
}

/** Tokens that ran out, each with its entry; links that did, and lines in which nobody stands. */
async function endWhatRanOut(store: Store): Promise<number> {
  const { rows } = await store.pool.query<{ id: string }>(
    'select id from api_token where expires_at < now() limit $1',
    [sessionsAtOnce],
  );
  for (const { id } of rows)
    await store.transaction((client) => endTokens(client, { id }, { ending: 'expired', requestId: uuid() }));
  if (rows.length > 0) store.bell.ring();
  await endOldDirectoryTokens(store);
  await store.pool.query('delete from password_link where expires_at < now()');
  await store.pool.query('delete from sign_in_line where expires_at < now()');
  return rows.length;
}

async function discardStray(store: Store, files: EvidenceFiles, limit: number): Promise<number> {
  const time = Date.now() - strayFileHours * 3_600_000;
  let discarded = 0;
  for (let after: string | null = null; ;) {
    const keys = await files.keysBefore(time, { after, limit });
    const named = await namedByHistory(store, keys);
    const stray = keys.filter((key) => !named.has(key));
    for (const storageKey of stray) await files.discard({ storageKey });
    discarded += stray.length;
    after = keys.at(-1) ?? null;
    if (keys.length < limit) return discarded;
  }
}

/** Those of the keys under which some entry of the history says that a file is kept. */
async function namedByHistory(store: Store, keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const { rows } = await store.pool.query<{ key: string }>(
    `select distinct named.file ->> 'storageKey' as key
     from leaf join entry on entry.id = leaf.entry_id left join opening on opening.entry_id = leaf.entry_id,
       lateral (select coalesce(jsonb_path_query_first(opening.openings, '$[*] ? (@.path == "/set/file").value'),
         entry.canon::jsonb #> '{body,set,file}') as file) named
     where leaf.object_type = 'evidence' and named.file ->> 'storageKey' = any($1)`,
    [keys],
  );
  return new Set(rows.map(({ key }) => key));
}
