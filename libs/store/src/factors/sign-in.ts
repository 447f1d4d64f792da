import { Refusal, type FactorProof, type NeedsFactor, type PasskeyAnswer } from '#contracts';
import { beginSession, recordRefusedSignIn } from '../occurrence/sign-ins.js';
import type { Session } from '../people/sessions.js';
import type { Store } from '../store.js';
import { waysOf } from './has-factor.js';
import { authenticationOptions, checkPasskey, type Site } from './passkeys.js';
import { showFactor } from './show-factor.js';
import { holderOf, newTicket, tryTicket, useTicket, type BeganBy } from './tickets.js';

/** From where somebody signs in. */
export interface SigningIn {
  site: Site;
  userAgent: string | undefined;
  requestId: string;
}

type Begun = Promise<{ token: string; session: Session }>;

/**
 * After a right password, or at the word of the provider of single sign-on: a ticket where a second factor is asked,
 * null where the account has none.
 */
export async function askForFactor(
  { pool }: Store,
  personId: string,
  beganBy: BeganBy,
): Promise<NeedsFactor | null> {
  const ways = await waysOf(pool, personId);
  if (ways.length === 0) return null;
  return { needs: 'second-factor', ticket: await newTicket(pool, personId, beganBy), ways };
}

/** Opens the session of a ticket by a second factor of its holder. */
export async function signInWithFactor(
  store: Store,
  { ticket, proof }: { ticket: string; proof: FactorProof },
  { site, userAgent, requestId }: SigningIn,
): Begun {
  const { personId, beganBy } = await tryTicket(store.pool, ticket);
  const factor = await showFactor(store, proof, { personId, purpose: 'second-factor', site, requestId });
  if (!factor) throw new Refusal('factor-refused', 'this was not accepted');
  return beginSession(store, personId, { methods: [beganBy, factor], userAgent }, requestId, (client) =>
    useTicket(client, ticket),
  );
}

/** A challenge for a passkey: of the holder of a ticket, or without one the same for everybody. */
export async function passkeyChallenge({ pool }: Store, site: Site, ticket: string | undefined) {
  return ticket === undefined
    ? authenticationOptions(pool, site, 'sign-in', null)
    : authenticationOptions(pool, site, 'second-factor', await holderOf(pool, ticket));
}

/** Opens a session by a passkey alone, which says whose it is. */
export async function signInWithPasskey(
  store: Store,
  answer: PasskeyAnswer,
  { site, userAgent, requestId }: SigningIn,
): Begun {
  const { personId, fault } = await checkPasskey(
    store.pool,
    site,
    { purpose: 'sign-in', personId: null },
    answer,
  );
  if (fault) {
    if (personId) await recordRefusedSignIn(store, { personId, fault, failures: 1 }, requestId);
    throw new Refusal('factor-refused', 'this passkey was not accepted');
  }
  return beginSession(store, personId, { methods: ['passkey'], userAgent }, requestId);
}
