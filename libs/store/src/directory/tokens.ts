import type { Pool, PoolClient } from 'pg';
import { v7 as uuid } from 'uuid';
import {
  directoryTokenPrefix,
  directoryTokensMax,
  Refusal,
  type DirectoryTokenView,
  type MadeDirectoryToken,
  type MakeDirectoryToken,
  type Page,
  type PageQuery,
  type SessionEnding,
} from '#contracts';
import { writeOccurrences } from '../occurrence/record-occurrence.js';
import { Parameters } from '../parameters.js';
import { digestOf, newSecret } from '../people/secret.js';
import { readPage } from '../queries/list.js';
import type { Store } from '../store.js';

/** By whom something is done, and in which request. */
interface By {
  byId: string;
  requestId: string;
}

const selected = `token.id, token.name, json_build_object('id', maker.id, 'name', maker.name) as "madeBy",
  token.created_at as "createdAt", token.expires_at as "expiresAt", token.last_used_at as "lastUsedAt"`;

/** Counted one after the other, so that no two are one too many. */
const makingKey = 1_380_402_261;

/**
 * Makes a token by which the directory of the provider tells who works here, and records that. It belongs to the
 * installation: it goes on when whoever made it leaves. The secret is given out once and kept nowhere.
 *
 * @throws Refusal limit-reached where there are as many as there may be
 */
export async function makeDirectoryToken(
  store: Store,
  { name, days }: MakeDirectoryToken,
  { byId, requestId }: By,
): Promise<MadeDirectoryToken> {
  const secret = `${directoryTokenPrefix}${newSecret()}`;
  const made = await store.transaction(async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [makingKey]);
    const { rows } = await client.query<DirectoryTokenView>(
      `with token as (
         insert into directory_token (id, token_sha256, name, made_by_id, expires_at)
         select $1, $2, $3, $4, now() + make_interval(days => $5)
         where (select count(*) from directory_token where expires_at > now()) < $6 returning *)
       select ${selected} from token join person maker on maker.id = token.made_by_id`,
      [uuid(), digestOf(secret), name, byId, days, directoryTokensMax],
    );
    const token = rows[0];
    if (!token) throw new Refusal('limit-reached', `there are ${directoryTokensMax} already`);
    const { id: tokenId, expiresAt } = token;
    const body = { tokenId, name, access: 'directory' as const, commands: null, expiresAt };
    await writeOccurrences(client, [
      [
        { action: 'token.made', body },
        { actorId: byId, requestId },
      ],
    ]);
    return { ...token, secret };
  });
  store.bell.ring();
  return made;
}

/** Ends a token at once, and records that. @throws Refusal not-found where there is none */
export async function endDirectoryToken(store: Store, id: string, by: By): Promise<void> {
  const isEnded = await store.transaction((client) => end(client, id, 'ended-by-administrator', by));
  if (!isEnded) throw new Refusal('not-found', 'there is no such token');
  store.bell.ring();
}

/** Takes away the tokens whose time is over, and records that they ended. */
export async function endOldDirectoryTokens(store: Store): Promise<void> {
  const { rows } = await store.pool.query<{ id: string; byId: string }>(
    'select id, made_by_id as "byId" from directory_token where expires_at < now() limit 100',
  );
  for (const { id, byId } of rows)
    await store.transaction((client) => end(client, id, 'expired', { byId, requestId: uuid() }));
  if (rows.length > 0) store.bell.ring();
}

async function end(
  client: PoolClient,
  id: string,
  ending: SessionEnding,
  { byId, requestId }: By,
): Promise<boolean> {
  const { rowCount } = await client.query('delete from directory_token where id = $1', [id]);
  if (rowCount !== 1) return false;
  const body = { tokenId: id, ending };
  await writeOccurrences(client, [
    [
      { action: 'token.ended', body },
      { actorId: byId, requestId },
    ],
  ]);
  return true;
}

/** Tokens of the directory that run, the newest first. Who may ask is the door's to say. */
export function listDirectoryTokens(pool: Pool, page: PageQuery): Promise<Page<DirectoryTokenView>> {
  return readPage(
    pool,
    {
      select: selected,
      from: 'directory_token token join person maker on maker.id = token.made_by_id',
      where: ['token.expires_at > now()'],
      keys: [{ sql: 'token.id', type: 'uuid' }],
      descending: true,
      parameters: new Parameters(),
    },
    page,
  );
}

/**
 * The running token with this secret, or null. Read anew for each request, so that it ends at once on every node;
 * that it was used is noted to the minute.
 */
export async function directoryTokenOf(pool: Pool, secret: string): Promise<{ id: string } | null> {
  if (!secret.startsWith(directoryTokenPrefix)) return null;
  const { rows } = await pool.query<{ id: string }>({
    name: 'directory-token',
    text: `with running as (select * from directory_token where token_sha256 = $1 and expires_at > now()),
      used as (
        update directory_token set last_used_at = now() from running where directory_token.id = running.id
          and (running.last_used_at is null or running.last_used_at < now() - interval '1 minute'))
      select id from running`,
    values: [digestOf(secret)],
  });
  return rows[0] ?? null;
}
