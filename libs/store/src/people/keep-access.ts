import { v7 as uuid } from 'uuid';
import type { PoolClient } from 'pg';
import {
  Refusal,
  type Actor,
  type CommandName,
  type Invited,
  type MadeToken,
  type MakeToken,
  type ObjectType,
  type PasswordLinkKind,
} from '#contracts';
import { permit } from '#permissions';
import {
  endPasswordLinks,
  endSessions,
  endTokens,
  type Ending,
  type WhichEnd,
} from '../occurrence/endings.js';
import { recordOccurrence, writeOccurrences } from '../occurrence/record-occurrence.js';
import type { Store } from '../store.js';
import { mailBell } from '../mail/password-link-mails.js';
import { digestOf, newSecret } from './secret.js';
import type { Session } from './sessions.js';
import { insertToken } from './tokens.js';

/** Ends sessions or tokens, everywhere at once. Answers how many; none where nothing that fits is open. */
export async function endAccess(
  store: Store,
  what: 'session' | 'token',
  which: WhichEnd,
  how: Ending,
): Promise<number> {
  const end = what === 'session' ? endSessions : endTokens;
  const ended = await store.transaction((client) => end(client, which, how));
  for (const id of ended) store.noticeEnding(id);
  if (ended.length > 0) store.bell.ring();
  return ended.length;
}

/**
 * Refuses, and records, what only those may do who may close accounts.
 *
 * @param attempt what was tried, as the record names it
 */
export const mustKeepAccounts = (
  store: Store,
  actor: Actor,
  attempt: string,
  requestId: string,
): Promise<void> =>
  mustBeAllowed(store, actor, { name: 'person.deactivate', objectType: 'person' }, { attempt, requestId });

/** Refuses, and records, what is no command but asks for the right to give one. */
export async function mustBeAllowed(
  store: Store,
  actor: Actor,
  { name, objectType }: { name: CommandName; objectType: ObjectType },
  { attempt, requestId }: { attempt: string; requestId: string },
): Promise<void> {
  const refusal = permit(actor, { name }, {});
  if (!refusal) return;
  const { code, rule = null } = refusal;
  const body = { command: attempt, objectType, objectId: null, code, rule };
  await recordOccurrence(store, { action: 'attempt.refused', body }, { actorId: actor.personId, requestId });
  throw refusal;
}

/** Makes an API token for a person, and records that, without what the token says. */
export async function makeToken(
  store: Store,
  { personId, methods }: Pick<Session, 'personId' | 'methods'>,
  asked: MakeToken,
  requestId: string,
): Promise<MadeToken> {
  const { name, access, commands } = asked;
  const made = await store.transaction(async (client) => {
    const { id, secret, createdAt, expiresAt } = await insertToken(client, personId, asked, methods);
    const body = { tokenId: id, name, access, commands, expiresAt };
    await writeOccurrences(client, [
      [
        { action: 'token.made', body },
        { actorId: personId, requestId },
      ],
    ]);
    const { rows } = await client.query<{ name: string }>('select name from person where id = $1', [
      personId,
    ]);
    const person = { id: personId, name: rows[0]?.name ?? '' };
    return { id, person, name, access, commands, createdAt, expiresAt, lastUsedAt: null, secret };
  });
  store.bell.ring();
  return made;
}

/** How long a link may be used. */
const hoursOf: Record<PasswordLinkKind, number> = { invitation: 7 * 24, reset: 1 };

interface NewLink {
  kind: PasswordLinkKind;
  personId: string;
  /** Who makes it; null where somebody who showed nobody who they are asked for it. */
  byId: string | null;
  /** Whether it goes out by mail; otherwise its token is answered, once. */
  isMailed: boolean;
}

/** Makes a link in place of the one before. By mail, its token is made when the mail is sent, and kept nowhere. */
async function makeLink(
  client: PoolClient,
  { kind, personId, byId, isMailed }: NewLink,
  requestId: string,
): Promise<Pick<Invited, 'id' | 'createdAt' | 'expiresAt' | 'token'>> {
  const actorId = byId ?? personId;
  await endPasswordLinks(client, { personId, kind }, { actorId, requestId });
  const token = isMailed ? null : newSecret();
  const { rows } = await client.query<Pick<Invited, 'id' | 'createdAt' | 'expiresAt'>>(
    `insert into password_link (id, token_sha256, person_id, kind, created_by_id, expires_at, is_mailed)
     values ($1, $2, $3, $4, $5, now() + make_interval(hours => $6), $7)
     returning id, created_at as "createdAt", expires_at as "expiresAt"`,
    [uuid(), token && digestOf(token), personId, kind, byId, hoursOf[kind], isMailed],
  );
  const link = rows[0];
  if (!link) throw new Error('a link that was inserted is answered');
  const body = { linkId: link.id, kind, personId, isMailed, expiresAt: link.expiresAt };
  await writeOccurrences(client, [
    [
      { action: 'password-link.made', body },
      { actorId, requestId },
    ],
  ]);
  if (isMailed) await mailBell(client);
  return { ...link, token };
}

/**
 * Invites somebody to choose a password, in place of an invitation before.
 *
 * @throws Refusal not-found where there is no such account, wrong-state where it is closed
 */
export async function invite(
  store: Store,
  { personId, byId, isMailed }: Omit<NewLink, 'kind' | 'byId'> & { byId: string },
  requestId: string,
): Promise<Invited> {
  const invited = await store.transaction(async (client) => {
    const person = await lockPerson(client, personId);
    if (!person) throw new Refusal('not-found', 'there is no such account');
    if (person.state !== 'active') throw new Refusal('wrong-state', 'the account is closed');
    const kind = 'invitation' as const;
    const link = await makeLink(client, { kind, personId, byId, isMailed }, requestId);
    return { ...link, kind, isMailed, person: { id: personId, name: person.name } };
  });
  store.bell.ring();
  return invited;
}

/** Takes a running invitation back. */
export async function revokeInvitation(
  store: Store,
  { personId, byId }: { personId: string; byId: string },
  requestId: string,
): Promise<void> {
  await store.transaction(async (client) => {
    const ended = await endPasswordLinks(
      client,
      { personId, kind: 'invitation' },
      { actorId: byId, requestId },
    );
    if (ended.length === 0) throw new Refusal('not-found', 'there is no running invitation');
  });
  store.bell.ring();
}

/** How long no second link is made for the same person. */
const resetEachMinutes = 5;

/**
 * Mails a link by which a forgotten password is chosen anew, where an open account has this address and none was
 * mailed just now. Says nothing of whether there is one.
 */
export async function mailResetLink(store: Store, email: string, requestId: string): Promise<void> {
  await store.transaction(async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `select id from person where email = $1 and state = 'active' and not exists (
         select 1 from password_link where person_id = person.id and kind = 'reset'
           and created_at > now() - make_interval(mins => $2)) for no key update`,
      [email, resetEachMinutes],
    );
    const personId = rows[0]?.id;
    if (personId) await makeLink(client, { kind: 'reset', personId, byId: null, isMailed: true }, requestId);
  });
  store.bell.ring();
}

async function lockPerson(client: PoolClient, id: string): Promise<{ name: string; state: string } | null> {
  const { rows } = await client.query<{ name: string; state: string }>(
    'select name, state from person where id = $1 for no key update',
    [id],
  );
  return rows[0] ?? null;
}
