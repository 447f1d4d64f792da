import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { v7 as uuid } from 'uuid';
import { secondFactors, type SignInMethod } from '#contracts';
import { Remembered } from './remembered.js';
import { digestOf, newSecret } from './secret.js';

/** A signed-in person's session. The token is known to the browser alone; the database holds its hash. */
export interface Session {
  id: string;
  personId: string;
  /** When it ends at the latest, RFC 3339. */
  expiresAt: string;
  /** When its person last showed who they are, RFC 3339. */
  authenticatedAt: string;
  /** By what they showed it. */
  methods: SignInMethod[];
}

/** How a session came about. */
export interface SignedInBy {
  methods: readonly SignInMethod[];
  /** The browser's `User-Agent`, of which a bounded part is kept. */
  userAgent?: string | undefined;
}

/** Channel on which every node hears of a session that was closed; the payload is its id. */
export const sessionChannel = 'uphold_session';

/** A session ends this long after it was opened, however it is used. */
export const lifetimeHours = 12;
/** It ends this long after the last request that came with it. */
export const idleHours = 2;
const userAgentMax = 300;

const fields = `id, person_id as "personId", expires_at as "expiresAt", authenticated_at as "authenticatedAt", methods`;

/** Reads a running session and notes, at most once a minute, that it was seen. */
const load = {
  name: 'session',
  text: `with running as (
      select s.* from session s join person p on p.id = s.person_id
      where s.token_sha256 = $1 and s.expires_at > now()
        and s.last_seen_at > now() - interval '${idleHours} hours' and p.state = 'active'
    ), seen as (
      update session set last_seen_at = now() from running
      where session.id = running.id and running.last_seen_at < now() - interval '1 minute'
    )
    select ${fields} from running`,
};

/** Server-side sessions, kept in memory while they are used. Ended ones are dropped on every node by `forget…`. */
export class Sessions extends Remembered<Session> {
  /** @param rememberMs how long a session is believed before it is read again, should word of its end be lost */
  constructor(
    private readonly pool: Pool,
    rememberMs = 2_000,
  ) {
    super(rememberMs);
  }

  /** Opens a session. The token is given out once and kept nowhere. */
  async open(
    personId: string,
    { methods, userAgent }: SignedInBy,
    client: Pool | PoolClient = this.pool,
  ): Promise<{ token: string; session: Session }> {
    const token = newSecret();
    const { rows } = await client.query<Session>(
      `insert into session
         (id, token_sha256, person_id, expires_at, authenticated_at, methods, user_agent, factor, factor_at)
       values ($1, $2, $3, now() + make_interval(hours => $4), now(), $5, $6, $7,
         case when $7::text is not null then now() end)
       returning ${fields}`,
      [
        uuid(),
        digestOf(token),
        personId,
        lifetimeHours,
        methods,
        userAgent?.slice(0, userAgentMax) ?? null,
        [...secondFactors, 'sso-mfa' as const].find((factor) => methods.includes(factor)) ?? null,
      ],
    );
    return { token, session: rows[0] as Session };
  }

  /**
   * Ends a session and tells every node, once the transaction is committed where one is given.
   *
   * @returns whether it still ran
   */
  async close(sessionId: string, client: Pool | PoolClient = this.pool): Promise<boolean> {
    const { rowCount } = await client.query('delete from session where id = $1', [sessionId]);
    await client.query(`select pg_notify('${sessionChannel}', $1)`, [sessionId]);
    this.forget(sessionId);
    return rowCount === 1;
  }

  protected async read(digest: Buffer): Promise<Session | null> {
    const { rows } = await this.pool.query<Session>({ ...load, values: [digest] });
    return rows[0] ?? null;
  }
}

/** The token that a page sends back with every change: only who has the session's secret can make it. */
export function csrfTokenOf(sessionToken: string): string {
  return createHmac('sha256', sessionToken).update('uphold csrf').digest('base64url');
}

export function isCsrfToken(given: string, sessionToken: string): boolean {
  const expected = Buffer.from(csrfTokenOf(sessionToken));
  const sent = Buffer.from(given);
  return sent.length === expected.length && timingSafeEqual(sent, expected);
}
