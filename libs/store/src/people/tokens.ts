import type { Pool, PoolClient } from 'pg';
import { v7 as uuid } from 'uuid';
import {
  Refusal,
  tokenPrefix,
  tokensMax,
  type Actor,
  type ActorToken,
  type MakeToken,
  type SignInMethod,
  type TokenAccess,
} from '#contracts';
import { Remembered } from './remembered.js';
import { digestOf, newSecret } from './secret.js';
import type { Session } from './sessions.js';

/**
 * A running API token. It opens what a session opens, but its person never shows anew by it who they are: what asks
 * for that, a token does not do. `methods` are those of the session in which it was made.
 */
export interface ApiToken extends Session {
  access: TokenAccess;
  commands: string[] | null;
}

/** Reads a running token of an open account and notes, at most once a minute, that it was used. */
const load = {
  name: 'api-token',
  text: `with running as (
      select t.* from api_token t join person p on p.id = t.person_id
      where t.token_sha256 = $1 and t.expires_at > now() and p.state = 'active'
    ), used as (
      update api_token set last_used_at = now() from running where api_token.id = running.id
        and (running.last_used_at is null or running.last_used_at < now() - interval '1 minute')
    )
    select id, person_id as "personId", expires_at as "expiresAt", to_timestamp(0) as "authenticatedAt",
      methods, access, commands from running`,
};

/** API tokens, kept in memory while they are used. */
export class Tokens extends Remembered<ApiToken> {
  private readonly acting = new WeakMap<Actor, Map<string, Actor>>();

  constructor(
    private readonly pool: Pool,
    rememberMs = 2_000,
  ) {
    super(rememberMs);
  }

  /** The person as they act through a token: the same object for the same rights, so that what is made of it is kept. */
  actorThrough(actor: Actor, { id, access, commands }: ApiToken): Actor {
    const known = this.acting.get(actor) ?? new Map<string, Actor>();
    this.acting.set(actor, known);
    const token: ActorToken = { id, access, commands };
    const acting = known.get(id) ?? { ...actor, token };
    known.set(id, acting);
    return acting;
  }

  protected async read(digest: Buffer): Promise<ApiToken | null> {
    const { rows } = await this.pool.query<ApiToken>({ ...load, values: [digest] });
    return rows[0] ?? null;
  }
}

/**
 * Makes a token within a transaction. The secret is given out once and kept nowhere.
 *
 * @throws Refusal limit-reached where the person has as many as anybody may have
 */
export async function insertToken(
  client: PoolClient,
  personId: string,
  { name, access, commands, days }: MakeToken,
  methods: readonly SignInMethod[],
): Promise<{ id: string; secret: string; createdAt: string; expiresAt: string }> {
  const secret = `${tokenPrefix}${newSecret()}`;
  // Two at once wait for each other, so that neither is one too many.
  await client.query('select 1 from person where id = $1 for no key update', [personId]);
  const { rows } = await client.query<{ id: string; createdAt: string; expiresAt: string }>(
    `insert into api_token (id, token_sha256, person_id, name, access, commands, expires_at, methods)
     select $1, $2, $3, $4, $5, $6, now() + make_interval(days => $7), $9
     where (select count(*) from api_token where person_id = $3 and expires_at > now()) < $8
     returning id, created_at as "createdAt", expires_at as "expiresAt"`,
    [uuid(), digestOf(secret), personId, name, access, commands, days, tokensMax, methods],
  );
  const made = rows[0];
  if (!made) throw new Refusal('limit-reached', `nobody has more than ${tokensMax} tokens`);
  return { ...made, secret };
}
