import type { Pool } from 'pg';
import type {
  AccessQuery,
  Page,
  PageQuery,
  PasswordLinkView,
  SessionView,
  SignInView,
  TokenView,
} from '#contracts';
import { Parameters } from '../parameters.js';
import { idleHours } from '../people/sessions.js';
import { readPage } from './list.js';

const person = `json_build_object('id', person.id, 'name', person.name) as person`;

/** Running sessions of everybody or of one person, the newest first. Who may ask is the door's to say. */
export function listSessions(
  pool: Pool,
  { personId, ...page }: AccessQuery,
  currentId: string,
): Promise<Page<SessionView>> {
  const parameters = new Parameters();
  const where = [
    'session.expires_at > now()',
    `session.last_seen_at > now() - interval '${idleHours} hours'`,
    ...(personId ? [`session.person_id = ${parameters.add(personId)}`] : []),
  ];
  return readPage(
    pool,
    {
      select: `session.id, ${person}, session.created_at as "createdAt", session.authenticated_at as "authenticatedAt",
        session.last_seen_at as "lastSeenAt", session.expires_at as "expiresAt", session.methods,
        session.user_agent as "userAgent", session.id = ${parameters.add(currentId)}::uuid as "isCurrent"`,
      from: 'session join person on person.id = session.person_id',
      where,
      keys: [{ sql: 'session.id', type: 'uuid' }],
      descending: true,
      parameters,
    },
    page,
  );
}

/** API tokens that run, of everybody or of one person, the newest first. */
export function listTokens(pool: Pool, { personId, ...page }: AccessQuery): Promise<Page<TokenView>> {
  const parameters = new Parameters();
  const where = ['token.expires_at > now()'];
  if (personId) where.push(`token.person_id = ${parameters.add(personId)}`);
  return readPage(
    pool,
    {
      select: `token.id, ${person}, token.name, token.access, token.commands, token.created_at as "createdAt",
        token.expires_at as "expiresAt", token.last_used_at as "lastUsedAt"`,
      from: 'api_token token join person on person.id = token.person_id',
      where,
      keys: [{ sql: 'token.id', type: 'uuid' }],
      descending: true,
      parameters,
    },
    page,
  );
}

/** Running links by which somebody may choose a password, the newest first. */
export function listPasswordLinks(
  pool: Pool,
  { personId, ...page }: AccessQuery,
): Promise<Page<PasswordLinkView>> {
  const parameters = new Parameters();
  const where = ['link.expires_at > now()'];
  if (personId) where.push(`link.person_id = ${parameters.add(personId)}`);
  return readPage(
    pool,
    {
      select: `link.id, ${person}, link.kind, link.created_at as "createdAt", link.expires_at as "expiresAt",
        link.is_mailed as "isMailed"`,
      from: 'password_link link join person on person.id = link.person_id',
      where,
      keys: [{ sql: 'link.id', type: 'uuid' }],
      descending: true,
      parameters,
    },
    page,
  );
}

/** A person's own sign-ins, accepted, refused and ended, the newest first. */
export function listSignIns(pool: Pool, personId: string, page: PageQuery): Promise<Page<SignInView>> {
  const parameters = new Parameters();
  return readPage(
    pool,
    {
      select: `entry.id, leaf.at, leaf.action, entry.canon::jsonb -> 'body' as body`,
      from: 'leaf join entry on entry.id = leaf.entry_id',
      where: [`leaf.object_type = 'sign-in'`, `leaf.actor_id = ${parameters.add(personId)}`],
      keys: [{ sql: 'leaf.index', type: 'bigint' }],
      descending: true,
      parameters,
    },
    page,
  );
}
