import type { Pool, PoolClient } from 'pg';
import { v7 as uuid } from 'uuid';
import type { NewPasskeyAnswer, PasskeyAnswer, PasskeyView } from '#contracts';
import { newChallenge, takeChallenge, type ChallengePurpose } from './challenges.js';

/** The site for which passkeys are made and asked: its name for authenticators, and where its pages come from. */
export interface Site {
  /** A domain, without scheme and port (WebAuthn level 3, section 5.1.2: relying party identifier). */
  rpId: string;
  origin: string;
}

/** Who makes a passkey. */
export interface PasskeyOwner {
  id: string;
  name: string;
  email: string;
}

/** Read when a passkey is first spoken of: it brings readers of certificates along, for which no start should wait. */
const webAuthn = () => import('@simplewebauthn/server');

/** ES256, EdDSA and RS256, in COSE's numbers. */
const algorithms = [-7, -8, -257];

/** What a browser needs to make a passkey. One that the person has is not made twice. */
export async function registrationOptions(pool: Pool, site: Site, owner: PasskeyOwner, rpName: string) {
  const { rows } = await pool.query<{ id: string; transports: string[] }>(
    'select credential_id as id, transports from passkey where person_id = $1 and rp_id = $2',
    [owner.id, site.rpId],
  );
  const { generateRegistrationOptions } = await webAuthn();
  return generateRegistrationOptions({
    rpName,
    rpID: site.rpId,
    userName: owner.email,
    userDisplayName: owner.name,
    userID: Buffer.from(owner.id.replaceAll('-', ''), 'hex'),
    challenge: Buffer.from(await newChallenge(pool, 'register', owner.id), 'base64url'),
    excludeCredentials: rows,
    authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
    supportedAlgorithmIDs: algorithms,
  });
}

/** A passkey that was made and checked, before it is kept. */
export interface MadePasskey {
  credentialId: string;
  publicKey: Uint8Array;
  signCount: number;
  transports: readonly string[];
  isSynced: boolean;
}

/** The passkey that a browser made; null where its answer is to no challenge of this person, or not sound. */
export async function checkRegistration(
  pool: Pool,
  site: Site,
  personId: string,
  answer: NewPasskeyAnswer,
): Promise<MadePasskey | null> {
  const expectedChallenge = challengeIn(answer.response);
  if (!(await takeChallenge(pool, expectedChallenge, 'register', personId))) return null;
  const { verifyRegistrationResponse } = await webAuthn();
  const { registrationInfo } = await soundOr(
    verifyRegistrationResponse({
      response: answer,
      expectedChallenge,
      expectedOrigin: site.origin,
      expectedRPID: site.rpId,
      requireUserVerification: false,
      supportedAlgorithmIDs: algorithms,
    }),
    { registrationInfo: undefined },
  );
  if (!registrationInfo) return null;
  const { credential, credentialDeviceType } = registrationInfo;
  return {
    credentialId: credential.id,
    publicKey: credential.publicKey,
    signCount: credential.counter,
    transports: answer.response.transports ?? [],
    isSynced: credentialDeviceType === 'multiDevice',
  };
}

/** Keeps a passkey under a name; null where this very one is kept already. */
export async function keepPasskey(
  client: PoolClient,
  owner: { personId: string; rpId: string; name: string },
  made: MadePasskey,
): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    `insert into passkey (id, person_id, rp_id, credential_id, public_key, sign_count, transports, is_synced, name)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (rp_id, credential_id) do nothing returning id`,
    [
      uuid(),
      owner.personId,
      owner.rpId,
      made.credentialId,
      made.publicKey,
      made.signCount,
      made.transports,
      made.isSynced,
      owner.name,
    ],
  );
  return rows[0]?.id ?? null;
}

/** What a browser needs to use a passkey: one of the person's, or where nobody is named any that it has for the site. */
export async function authenticationOptions(
  pool: Pool,
  site: Site,
  purpose: ChallengePurpose,
  personId: string | null,
) {
  const { rows } = await pool.query<{ id: string; transports: string[] }>(
    'select credential_id as id, transports from passkey where person_id = $1 and rp_id = $2',
    [personId, site.rpId],
  );
  const { generateAuthenticationOptions } = await webAuthn();
  return generateAuthenticationOptions({
    rpID: site.rpId,
    challenge: Buffer.from(await newChallenge(pool, purpose, personId), 'base64url'),
    userVerification: verifies(purpose) ? 'required' : 'preferred',
    ...(personId !== null && { allowCredentials: rows }),
  });
}

/** Beside a password it is enough to have the device; by itself, and for approvals, its owner must be shown to hold it. */
const verifies = (purpose: ChallengePurpose): boolean =>
  purpose !== 'second-factor' && purpose !== 'register';

/** Whose passkey answered, or what is wrong. */
export type PasskeyCheck =
  { personId: string; fault: null } | { personId: string | null; fault: 'wrong-passkey' | 'cloned-passkey' };

interface KeptPasskey {
  id: string;
  personId: string;
  publicKey: Buffer;
}

/**
 * Checks the answer of a passkey. A counter that does not move on says that there is a copy of it: whoever shows it is
 * refused (WebAuthn level 3, section 6.1.1).
 *
 * @param personId whose passkey it must be; null where it says who signs in
 */
export async function checkPasskey(
  pool: Pool,
  site: Site,
  { purpose, personId }: { purpose: ChallengePurpose; personId: string | null },
  answer: PasskeyAnswer,
): Promise<PasskeyCheck> {
  const { rows } = await pool.query<KeptPasskey>(
    `select passkey.id, person_id as "personId", public_key as "publicKey"
     from passkey join person on person.id = passkey.person_id
     where rp_id = $1 and credential_id = $2 and person.state = 'active'`,
    [site.rpId, answer.id],
  );
  const kept = rows[0];
  const expectedChallenge = challengeIn(answer.response);
  const isAsked = await takeChallenge(pool, expectedChallenge, purpose, personId);
  if (!kept || (personId !== null && kept.personId !== personId)) return { personId, fault: 'wrong-passkey' };
  if (!isAsked) return { personId: kept.personId, fault: 'wrong-passkey' };
  const { verifyAuthenticationResponse } = await webAuthn();
  const { authenticationInfo } = await soundOr(
    verifyAuthenticationResponse({
      response: answer,
      expectedChallenge,
      expectedOrigin: site.origin,
      expectedRPID: site.rpId,
      requireUserVerification: verifies(purpose),
      // The counter is compared below, where it is kept: of two answers at once one is the later.
      credential: { id: answer.id, publicKey: new Uint8Array(kept.publicKey), counter: 0 },
    }),
    { authenticationInfo: null },
  );
  if (!authenticationInfo) return { personId: kept.personId, fault: 'wrong-passkey' };
  const { rowCount } = await pool.query(
    `update passkey set sign_count = $2, last_used_at = clock_timestamp()
     where id = $1 and (sign_count < $2 or (sign_count = 0 and $2 = 0))`,
    [kept.id, authenticationInfo.newCounter],
  );
  return { personId: kept.personId, fault: rowCount === 1 ? null : 'cloned-passkey' };
}

/** The challenge that an answer says it is to; empty where it says none. */
function challengeIn({ clientDataJSON }: { clientDataJSON: string }): string {
  try {
    const said: unknown = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8'));
    return String((said as { challenge?: unknown } | null)?.challenge ?? '');
  } catch {
    return '';
  }
}

/** The library throws at everything that is not as it should be; what a stranger sent is then just not sound. */
async function soundOr<T extends { verified: boolean }, U>(
  checked: Promise<T>,
  otherwise: U,
): Promise<T | U> {
  return checked.then(
    (answer) => (answer.verified ? answer : otherwise),
    () => otherwise,
  );
}

export async function listPasskeys(pool: Pool, personId: string): Promise<PasskeyView[]> {
  const { rows } = await pool.query<PasskeyView>(
    `select id, name, created_at as "createdAt", last_used_at as "lastUsedAt", is_synced as "isSynced"
     from passkey where person_id = $1 order by created_at, id limit 20`,
    [personId],
  );
  return rows;
}
