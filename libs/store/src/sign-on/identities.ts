import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { OwnSignOn, Page, PageQuery, SignInLinkedBody, SignOnIdentity } from '#contracts';
import { writeOccurrences } from '../occurrence/record-occurrence.js';
import { Parameters } from '../parameters.js';
import type { Reader } from '../reading/reader.js';
import { readPage } from '../queries/list.js';
import type { Store } from '../store.js';

/** Who somebody is at the provider: its address, and its own name for them. The e-mail address is nobody's identity. */
export interface Identity {
  issuer: string;
  subject: string;
}

/** An account that an identity leads to. */
export interface FoundPerson {
  id: string;
  state: 'active' | 'deactivated';
}

/** The account that is tied to the identity, or null. */
export async function personOfIdentity(
  pool: Pool,
  { issuer, subject }: Identity,
): Promise<FoundPerson | null> {
  const { rows } = await pool.query<FoundPerson>(
    `select person.id, person.state from sign_on_identity identity
       join person on person.id = identity.person_id where identity.issuer = $1 and identity.subject = $2`,
    [issuer, subject],
  );
  return rows[0] ?? null;
}

/** Whether an account was opened by the word of the provider, as SQL over `person`. */
export const openedByProvider = `exists (select 1 from entry where entry.object_id = person.id
  and entry.action = 'person.created' and entry.actor_id is null
  and entry.canon::jsonb #> '{body,note,provider}' is not null)`;

/** The account with this address, or null. */
export async function personOfAddress(
  pool: Pool,
  email: string,
): Promise<(FoundPerson & { isOpenedByProvider: boolean }) | null> {
  const { rows } = await pool.query<FoundPerson & { isOpenedByProvider: boolean }>(
    `select id, state, ${openedByProvider} as "isOpenedByProvider" from person where email = $1`,
    [email.normalize('NFC').trim().toLowerCase()],
  );
  return rows[0] ?? null;
}

/**
 * Ties an account to an identity and records that it is. An account has one identity of a provider, and an identity
 * one account: what is tied already is never moved.
 *
 * @returns whether they are tied now
 */
export async function linkIdentity(
  store: Store,
  { issuer, subject }: Identity,
  personId: string,
  { by, requestId }: { by: SignInLinkedBody['by']; requestId: string },
): Promise<boolean> {
  const isLinked = await store.transaction(async (client) => {
    const { rowCount } = await client.query(
      'insert into sign_on_identity (issuer, subject, person_id) values ($1, $2, $3) on conflict do nothing',
      [issuer, subject, personId],
    );
    if (rowCount === 1) {
      const occurrence = { action: 'sign-in.linked', body: { issuer, by } } as const;
      await writeOccurrences(client, [[occurrence, { actorId: personId, requestId }]]);
    }
    const { rows } = await client.query(
      'select 1 from sign_on_identity where issuer = $1 and subject = $2 and person_id = $3',
      [issuer, subject, personId],
    );
    return rows.length === 1;
  });
  store.bell.ring();
  return isLinked;
}

/** Unties a person's account from a provider, and records it. */
export async function unlinkIdentity(
  store: Store,
  issuer: string,
  personId: string,
  requestId: string,
): Promise<void> {
  await store.transaction(async (client) => {
    const { rowCount } = await client.query(
      'delete from sign_on_identity where issuer = $1 and person_id = $2',
      [issuer, personId],
    );
    if (rowCount !== 1) return;
    const occurrence = { action: 'sign-in.unlinked', body: { issuer } } as const;
    await writeOccurrences(client, [[occurrence, { actorId: personId, requestId }]]);
  });
  store.bell.ring();
}

/** Notes that somebody came in, and the groups that the provider told; null where it told nothing of groups. */
export async function noteSignOn(
  pool: Pool,
  { issuer, subject }: Identity,
  groups: readonly string[] | null,
): Promise<void> {
  await pool.query(
    `update sign_on_identity set signed_in_at = now(), groups = coalesce($3, groups)
     where issuer = $1 and subject = $2`,
    [issuer, subject, groups],
  );
}

/** Takes the provider's answer of this state as used. @returns false where it was before */
export async function takeState(pool: Pool, state: string): Promise<boolean> {
  const text = 'insert into sign_on_used (state_sha256) values ($1) on conflict do nothing';
  return (await pool.query(text, [digest(state)])).rowCount === 1;
}

/** Remembers that a signed-in person went to the provider with this state, to be tied to who they are there. */
export async function awaitLink(
  pool: Pool,
  state: string,
  { personId, sessionId }: { personId: string; sessionId: string },
): Promise<void> {
  await pool.query('insert into sign_on_link (state_sha256, person_id, session_id) values ($1, $2, $3)', [
    digest(state),
    personId,
    sessionId,
  ]);
}

/** The person who went to the provider with this state and whose session still runs, once; or null. */
export async function takeLink(pool: Pool, state: string): Promise<string | null> {
  const { rows } = await pool.query<{ personId: string }>(
    `with taken as (delete from sign_on_link where state_sha256 = $1 returning *)
     select taken.person_id as "personId" from taken join session on session.id = taken.session_id
       join person on person.id = taken.person_id
     where taken.expires_at > now() and session.expires_at > now() and person.state = 'active'`,
    [digest(state)],
  );
  return rows[0]?.personId ?? null;
}

/** A person's own tie to a provider. */
export async function ownSignOn(
  pool: Pool,
  issuer: string,
  personId: string,
): Promise<Omit<OwnSignOn, 'name'>> {
  const { rows } = await pool.query<Omit<OwnSignOn, 'name'>>(
    `select linked_at as "linkedAt", signed_in_at as "signedInAt" from sign_on_identity
     where issuer = $1 and person_id = $2`,
    [issuer, personId],
  );
  return rows[0] ?? { linkedAt: null, signedInAt: null };
}

/** Who is tied to the provider, those who came in last first. */
export function listIdentities(reader: Reader, query: PageQuery): Promise<Page<SignOnIdentity>> {
  return readPage(
    reader,
    {
      select: `json_build_object('id', person.id, 'name', person.name) as person, identity.issuer, identity.subject,
        identity.groups, identity.linked_at as "linkedAt", identity.signed_in_at as "signedInAt"`,
      from: 'sign_on_identity identity join person on person.id = identity.person_id',
      where: [],
      keys: [
        { sql: 'coalesce(identity.signed_in_at, identity.linked_at)', type: 'timestamptz' },
        { sql: 'identity.person_id', type: 'uuid' },
      ],
      descending: true,
      parameters: new Parameters(),
    },
    query,
  );
}

/** Forgets what was used up or never came back. */
export async function forgetOldSignOns(client: Pool | PoolClient): Promise<void> {
  await client.query(`delete from sign_on_used where used_at < now() - interval '1 day'`);
  await client.query('delete from sign_on_link where expires_at < now()');
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
