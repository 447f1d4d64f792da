import type { PoolClient } from 'pg';
import type { Occurrence, PasswordLinkKind, SessionEnding } from '#contracts';
import { sessionChannel } from '../people/sessions.js';
import { writeOccurrences } from './record-occurrence.js';

/** What is to end: one thing, all of a person, or all but one. */
export type WhichEnd = { id: string; personId?: string } | { personId: string; except?: string | undefined };

/** Why it ends, and in which request. */
export interface Ending {
  ending: SessionEnding;
  /** Who ended it, where that was not its person. */
  byId?: string;
  requestId: string;
}

const condition = `($1::uuid is null or id = $1) and ($2::uuid is null or person_id = $2)
  and ($3::uuid is null or id <> $3)`;

function valuesOf(which: WhichEnd): (string | null)[] {
  const { id = null, personId = null, except = null } = { ...which } as Record<string, string | undefined>;
  if (!id && !personId) throw new Error('all of everybody is never ended at once');
  return [id, personId, except];
}

/** Ends sessions within a transaction, records each, and tells every node once it is committed. Answers which. */
export async function endSessions(client: PoolClient, which: WhichEnd, how: Ending): Promise<string[]> {
  const ended = await remove(client, 'session', which);
  await recordEndedSessions(client, ended, how);
  return ended.map(({ id }) => id);
}

/** Ends API tokens within a transaction, records each, and tells every node once it is committed. Answers which. */
export async function endTokens(client: PoolClient, which: WhichEnd, how: Ending): Promise<string[]> {
  const ended = await remove(client, 'api_token', which);
  await recordEnded(client, ended, how, (tokenId, why) => ({
    action: 'token.ended',
    body: { tokenId, ...why },
  }));
  return ended.map(({ id }) => id);
}

interface Ended {
  id: string;
  personId: string;
}

async function remove(client: PoolClient, table: 'session' | 'api_token', which: WhichEnd): Promise<Ended[]> {
  const { rows } = await client.query<Ended>(
    `delete from ${table} where ${condition} returning id, person_id as "personId"`,
    valuesOf(which),
  );
  return rows;
}

/** Records sessions that were removed, and tells every node. */
export const recordEndedSessions = (
  client: PoolClient,
  ended: readonly Ended[],
  how: Ending,
): Promise<void> =>
  recordEnded(client, ended, how, (sessionId, why) => ({
    action: 'sign-in.ended',
    body: { sessionId, ...why },
  }));

async function recordEnded(
  client: PoolClient,
  ended: readonly Ended[],
  { requestId, ...why }: Ending,
  told: (id: string, why: Omit<Ending, 'requestId'>) => Occurrence,
): Promise<void> {
  await tellNodes(client, ended, why.ending);
  await writeOccurrences(
    client,
    ended.map(({ id, personId }) => [told(id, why), { actorId: personId, requestId }]),
  );
}

/** That an account is closed is told as a change of rights, with its cause. */
async function tellNodes(client: PoolClient, ended: readonly Ended[], ending: SessionEnding): Promise<void> {
  if (ended.length === 0 || ending === 'deactivated') return;
  await client.query(`select pg_notify('${sessionChannel}', id) from unnest($1::text[]) id`, [
    ended.map(({ id }) => id),
  ]);
}

/**
 * Takes running links away within a transaction, and records each. Answers their identifiers.
 *
 * @param used the one that is used up; the others are taken back
 */
export async function endPasswordLinks(
  client: PoolClient,
  { personId, kind }: { personId: string; kind?: PasswordLinkKind },
  { used, actorId, requestId }: { used?: string | undefined; actorId?: string; requestId: string },
): Promise<string[]> {
  const { rows } = await client.query<{ id: string; kind: PasswordLinkKind; isOver: boolean }>(
    `delete from password_link where person_id = $1 and ($2::text is null or kind = $2)
     returning id, kind, expires_at <= now() as "isOver"`,
    [personId, kind ?? null],
  );
  const ended = rows.filter(({ isOver }) => !isOver);
  await writeOccurrences(
    client,
    ended.map((link) => [
      {
        action: 'password-link.ended',
        body: { linkId: link.id, kind: link.kind, personId, ending: link.id === used ? 'used' : 'revoked' },
      },
      { actorId: actorId ?? personId, requestId },
    ]),
  );
  return ended.map(({ id }) => id);
}
