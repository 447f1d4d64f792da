import type { Pool, PoolClient } from 'pg';
import { Refusal, type SecondFactor, type StepUp, type StepUpWay } from '#contracts';
import { ownFactorsRefusal, type Shown } from '#permissions';
import { recordOccurrence } from '../occurrence/record-occurrence.js';
import { recordRefusedSignIn } from '../occurrence/sign-ins.js';
import { isPasswordOf } from '../people/passwords.js';
import type { Session } from '../people/sessions.js';
import type { Store } from '../store.js';
import { hasFactor } from './has-factor.js';
import { paced } from './pace.js';
import type { Site } from './passkeys.js';
import { showFactor } from './show-factor.js';

/** How and when the person of a session showed who they are, read anew: another node may have been told. */
export async function shownIn(
  client: Pool | PoolClient,
  sessionId: string,
): Promise<{ shown: Shown; now: string }> {
  const { rows } = await client.query<Shown & { now: string }>({
    name: 'session-shown',
    text: `select authenticated_at as "authenticatedAt", factor, factor_at as "factorAt", clock_timestamp() as now
      from session where id = $1`,
    values: [sessionId],
  });
  if (!rows[0]) throw new Refusal('not-signed-in', 'the session ended');
  const { now, ...shown } = rows[0];
  return { shown, now };
}

/** Remembers in the session that its person showed who they are, now. */
export async function raiseSession(
  client: Pool | PoolClient,
  sessionId: string,
  way: StepUpWay,
): Promise<void> {
  const factor: SecondFactor | null = way === 'password' ? null : way;
  await client.query(
    `update session set authenticated_at = clock_timestamp(), factor = coalesce($3, factor),
       factor_at = case when $3::text is null then factor_at else clock_timestamp() end,
       methods = case when $2 = any (methods) then methods else methods || $2 end
     where id = $1`,
    [sessionId, way, factor],
  );
}

/** Refuses who would change their own factors without having shown lately who they are. */
export async function mustHaveShown({ pool }: Store, { id, personId }: Session): Promise<void> {
  const [{ shown, now }, has] = await Promise.all([shownIn(pool, id), hasFactor(pool, personId)]);
  const refusal = ownFactorsRefusal(has, shown, now);
  if (refusal) throw refusal;
}

/** Where somebody steps up. */
export interface SteppingUp {
  session: Session;
  site: Site;
  requestId: string;
}

/** Checks what a signed-in person shows, and remembers it in the session. Refused, and recorded, where it is wrong. */
export async function stepUp(
  store: Store,
  given: StepUp,
  { session, site, requestId }: SteppingUp,
): Promise<void> {
  const { personId } = session;
  const way: StepUpWay | null =
    'password' in given
      ? await showPassword(store, given.password, { personId, requestId })
      : await showFactor(store, given, { personId, purpose: 'step-up', site, requestId });
  if (!way) throw new Refusal('factor-refused', 'this was not accepted');
  await raiseSession(store.pool, session.id, way);
  store.sessions.forget(session.id);
  await recordOccurrence(
    store,
    { action: 'sign-in.stepped-up', body: { sessionId: session.id, method: way } },
    { actorId: personId, requestId },
  );
}

async function showPassword(
  store: Store,
  password: string,
  { personId, requestId }: { personId: string; requestId: string },
): Promise<'password' | null> {
  const paid = await paced(store, personId, async (client) =>
    (await isPasswordOf(client, personId, password)) ? { password } : null,
  );
  if (paid.given) return 'password';
  await recordRefusedSignIn(store, { personId, fault: 'wrong-password', failures: paid.failures }, requestId);
  return null;
}
