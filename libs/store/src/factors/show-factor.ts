import type { FactorProof, SecondFactor, SignInFault } from '#contracts';
import { recordRefusedSignIn } from '../occurrence/sign-ins.js';
import { writeOccurrences } from '../occurrence/record-occurrence.js';
import type { Store } from '../store.js';
import type { ChallengePurpose } from './challenges.js';
import { checkPasskey, type Site } from './passkeys.js';
import { paced } from './pace.js';
import { useRecoveryCode } from './recovery-codes.js';
import { acceptedStep } from './totp.js';

/** What is asked of a factor: whose it must be, what for, on which site, in which request. */
export interface Asked {
  personId: string;
  purpose: Exclude<ChallengePurpose, 'register' | 'sign-in'>;
  site: Site;
  requestId: string;
}

/** Checks a second factor of a person and uses it up; which one it was, or null. Each that is wrong is recorded. */
export async function showFactor(
  store: Store,
  proof: FactorProof,
  asked: Asked,
): Promise<SecondFactor | null> {
  if ('passkey' in proof) return showPasskey(store, proof.passkey, asked);
  if ('code' in proof) return showCode(store, proof.code, asked);
  return showRecoveryCode(store, proof.recoveryCode, asked);
}

async function showPasskey(
  store: Store,
  answer: Extract<FactorProof, { passkey: unknown }>['passkey'],
  asked: Asked,
): Promise<SecondFactor | null> {
  const { fault } = await checkPasskey(store.pool, asked.site, asked, answer);
  return fault ? refused(store, asked, { fault, failures: 1 }) : 'passkey';
}

async function showCode(store: Store, code: string, asked: Asked): Promise<SecondFactor | null> {
  await store.secrets.ready();
  const paid = await paced(store, asked.personId, async (client) => {
    const { rows } = await client.query<{ secret: Buffer; lastStep: number; now: number }>(
      `select secret, last_step as "lastStep", extract(epoch from clock_timestamp())::float8 as now
       from totp where person_id = $1 for update`,
      [asked.personId],
    );
    if (!rows[0]) return null;
    const { secret, ...moment } = rows[0];
    const step = acceptedStep(await store.secrets.open(secret, `totp/${asked.personId}`), code, moment);
    if (step === null) return null;
    await client.query('update totp set last_step = $2 where person_id = $1', [asked.personId, step]);
    return { step };
  });
  return paid.given ? 'totp' : refused(store, asked, { fault: 'wrong-code', failures: paid.failures });
}

async function showRecoveryCode(store: Store, code: string, asked: Asked): Promise<SecondFactor | null> {
  const { personId, requestId } = asked;
  const paid = await paced(store, personId, async (client) => {
    const used = await useRecoveryCode(client, personId, code);
    if (used)
      await writeOccurrences(client, [
        [
          { action: 'sign-in.recovery-code-used', body: used },
          { actorId: personId, requestId },
        ],
      ]);
    return used;
  });
  if (!paid.given) return refused(store, asked, { fault: 'wrong-recovery-code', failures: paid.failures });
  store.bell.ring();
  return 'recovery-code';
}

async function refused(
  store: Store,
  { personId, requestId }: Asked,
  { fault, failures }: { fault: SignInFault; failures: number },
): Promise<null> {
  await recordRefusedSignIn(store, { personId, fault, failures }, requestId);
  return null;
}
