import type { PoolClient } from 'pg';
import { passkeysMax, Refusal, type FactorsView, type NewPasskeyAnswer, type Occurrence } from '#contracts';
import { writeOccurrences } from '../occurrence/record-occurrence.js';
import type { Session } from '../people/sessions.js';
import type { Questions } from '../reading/reader.js';
import type { Store } from '../store.js';
import { hasFactor } from './has-factor.js';
import { paced } from './pace.js';
import { checkRegistration, keepPasskey, listPasskeys, type Site } from './passkeys.js';
import { recoveryCodesLeft, renewRecoveryCodes } from './recovery-codes.js';
import { raiseSession } from './shown.js';
import { acceptedStep, newTotpSecret } from './totp.js';

/** Who changes their factors, in which request. */
export interface FactorOwner {
  session: Session;
  requestId: string;
}

const enrolmentMinutes = 15;

/** The second factors that a person has. */
export async function factorsOf({ pool, secrets }: Store, personId: string): Promise<FactorsView> {
  const [own, passkeys, left] = await Promise.all([
    pool.query<{ totpSince: string | null; hasPassword: boolean }>(
      `select (select confirmed_at from totp where person_id = $1) as "totpSince",
         exists (select 1 from credential where person_id = $1) as "hasPassword"`,
      [personId],
    ),
    listPasskeys(pool, personId),
    recoveryCodesLeft(pool, personId),
  ]);
  const { totpSince = null, hasPassword = false } = own.rows[0] ?? {};
  return { totpSince, hasPassword, isTotpOffered: secrets.isOn, passkeys, recoveryCodesLeft: left };
}

/** Begins to set up an authenticator: a secret that is told once, and counts for nothing before a code confirms it. */
export async function beginTotp({ pool, secrets }: Store, personId: string): Promise<string> {
  if (!secrets.isOn)
    throw new Refusal('wrong-state', 'this node has no key with which it could keep the secret');
  const secret = newTotpSecret();
  await pool.query(
    `insert into totp_enrolment (person_id, secret) values ($1, $2)
     on conflict (person_id) do update set secret = excluded.secret, made_at = now()`,
    [personId, await secrets.seal(secret, `totp/${personId}`)],
  );
  return secret;
}

/**
 * Confirms an authenticator by its first code, which is used up. It takes the place of an earlier one.
 *
 * @returns recovery codes, told this once, where the person has none yet; null where they have
 */
export async function confirmTotp(store: Store, owner: FactorOwner, code: string): Promise<string[] | null> {
  const { personId } = owner.session;
  await store.secrets.ready();
  const paid = await paced(store, personId, async (client) => {
    const { rows } = await client.query<{ secret: Buffer; now: number }>(
      `select secret, extract(epoch from clock_timestamp())::float8 as now from totp_enrolment
       where person_id = $1 and made_at > now() - make_interval(mins => $2) for update`,
      [personId, enrolmentMinutes],
    );
    if (!rows[0]) throw new Refusal('wrong-state', 'no authenticator is being set up: begin again');
    const { secret, now } = rows[0];
    const step = acceptedStep(await store.secrets.open(secret, `totp/${personId}`), code, {
      now,
      lastStep: -1,
    });
    if (step === null) return null;
    await client.query('delete from totp_enrolment where person_id = $1', [personId]);
    await client.query(
      `insert into totp (person_id, secret, last_step) values ($1, $2, $3) on conflict (person_id) do update
       set secret = excluded.secret, last_step = excluded.last_step, confirmed_at = now()`,
      [personId, secret, step],
    );
    return { codes: await added(client, owner, 'totp') };
  });
  if (!paid.given)
    throw new Refusal('factor-refused', 'this is not the code that the authenticator shows now');
  settle(store, owner);
  return paid.given.codes;
}

/** Keeps a passkey that a browser made under a name. Answers recovery codes as above. */
export async function addPasskey(
  store: Store,
  owner: FactorOwner,
  { name, passkey, site }: { name: string; passkey: NewPasskeyAnswer; site: Site },
): Promise<string[] | null> {
  const { personId } = owner.session;
  const made = await checkRegistration(store.pool, site, personId, passkey);
  if (!made) throw new Refusal('factor-refused', 'this passkey was not made for this request');
  const codes = await store.transaction(async (client) => {
    // Two additions at once of one person wait for each other here, so that both are counted.
    await client.query('select from person where id = $1 for no key update', [personId]);
    const { rowCount } = await client.query('select from passkey where person_id = $1', [personId]);
    if ((rowCount ?? 0) >= passkeysMax)
      throw new Refusal('limit-reached', `a person has ${passkeysMax} passkeys at most`);
    const id = await keepPasskey(client, { personId, rpId: site.rpId, name }, made);
    if (!id) throw new Refusal('already-exists', 'this passkey is kept already');
    return added(client, owner, 'passkey');
  });
  settle(store, owner);
  return codes;
}

/** Gives a passkey another name. */
export async function renamePasskey(
  { pool }: Store,
  personId: string,
  id: string,
  name: string,
): Promise<void> {
  const { rowCount } = await pool.query('update passkey set name = $3 where id = $1 and person_id = $2', [
    id,
    personId,
    name,
  ]);
  if (rowCount !== 1) throw new Refusal('not-found', 'there is no such passkey');
}

/** Takes a passkey of one's own away. */
export async function removePasskey(store: Store, owner: FactorOwner, id: string): Promise<void> {
  await removed(store, owner, 'passkey', async (client) => {
    const { rowCount } = await client.query('delete from passkey where id = $1 and person_id = $2', [
      id,
      owner.session.personId,
    ]);
    return rowCount === 1;
  });
}

/** Takes one's authenticator away. */
export async function removeTotp(store: Store, owner: FactorOwner): Promise<void> {
  await removed(store, owner, 'totp', async (client) => {
    const { rowCount } = await client.query('delete from totp where person_id = $1', [
      owner.session.personId,
    ]);
    return rowCount === 1;
  });
}

/** New recovery codes for the old ones, of a person who has another factor. */
export async function freshRecoveryCodes(store: Store, owner: FactorOwner): Promise<string[]> {
  const { personId } = owner.session;
  const codes = await store.transaction(async (client) => {
    if (!(await hasFactor(client, personId)))
      throw new Refusal(
        'wrong-state',
        'recovery codes stand in for an authenticator or a passkey: add one first',
      );
    const renewed = await renewRecoveryCodes(client, personId);
    await tell(client, owner, { action: 'sign-in.factor-added', body: { factor: 'recovery-code' } });
    return renewed;
  });
  store.bell.ring();
  return codes;
}

/** The person saw that an administrator took their factors away. */
export async function forgetFactorReset({ pool }: Store, personId: string): Promise<void> {
  await pool.query('delete from factor_reset where person_id = $1', [personId]);
}

/** When an administrator took the person's factors away, as long as they have not seen it. */
export async function factorResetOf(reader: Questions, personId: string): Promise<string | null> {
  const { rows } = await reader.query<{ at: string }>(
    'select reset_at as at from factor_reset where person_id = $1',
    [personId],
  );
  return rows[0]?.at ?? null;
}

type Kept = 'totp' | 'passkey';

/** What follows from a factor that came: it was shown just now, and brings recovery codes along where there are none. */
async function added(client: PoolClient, owner: FactorOwner, factor: Kept): Promise<string[] | null> {
  const { id, personId } = owner.session;
  await raiseSession(client, id, factor);
  await tell(client, owner, { action: 'sign-in.factor-added', body: { factor } });
  return (await recoveryCodesLeft(client, personId)) > 0 ? null : renewRecoveryCodes(client, personId);
}

/** Takes a factor away, and with the last one the recovery codes that stood in for it. */
async function removed(
  store: Store,
  owner: FactorOwner,
  factor: Kept,
  take: (client: PoolClient) => Promise<boolean>,
): Promise<void> {
  await store.transaction(async (client) => {
    if (!(await take(client))) throw new Refusal('not-found', 'there is no such factor');
    const { personId } = owner.session;
    if (!(await hasFactor(client, personId)))
      await client.query('delete from recovery_code where person_id = $1', [personId]);
    await tell(client, owner, { action: 'sign-in.factor-removed', body: { factor } });
  });
  store.bell.ring();
}

async function tell(
  client: PoolClient,
  { session, requestId }: FactorOwner,
  occurrence: Occurrence,
): Promise<void> {
  await writeOccurrences(client, [[occurrence, { actorId: session.personId, requestId }]]);
}

function settle(store: Store, { session }: FactorOwner): void {
  store.sessions.forget(session.id);
  store.bell.ring();
}
