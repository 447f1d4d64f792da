import type { PoolClient } from 'pg';
import type { SessionEnding, SignInFault } from '#contracts';
import type { Session, SignedInBy } from '../people/sessions.js';
import type { Store } from '../store.js';
import { recordOccurrence, writeOccurrences } from './record-occurrence.js';

/** Opens a session and records that it began, both or neither. What `first` uses up is used up with it. */
export async function beginSession(
  store: Store,
  personId: string,
  by: SignedInBy,
  requestId: string,
  first: (client: PoolClient) => Promise<void> = () => Promise.resolve(),
): Promise<{ token: string; session: Session }> {
  const begun = await store.transaction(async (client) => {
    await first(client);
    const opened = await store.sessions.open(personId, by, client);
    const body = { sessionId: opened.session.id, methods: opened.session.methods };
    await writeOccurrences(client, [
      [
        { action: 'sign-in.accepted', body },
        { actorId: personId, requestId },
      ],
    ]);
    return opened;
  });
  store.bell.ring();
  return begun;
}

/** Ends a session because its person signed out. One that has ended already is recorded no second time. */
export async function endSession(store: Store, session: Session, requestId: string): Promise<void> {
  await store.transaction(async (client) => {
    const hasEnded = await store.sessions.close(session.id, client);
    if (hasEnded) await recordEndings(client, [session], 'signed-out', requestId);
  });
  store.sessions.forget(session.id);
  store.bell.ring();
}

/** Records that sessions ended, within the transaction that ends them. */
export async function recordEndings(
  client: PoolClient,
  ended: readonly Pick<Session, 'id' | 'personId'>[],
  ending: SessionEnding,
  requestId: string,
): Promise<void> {
  await writeOccurrences(
    client,
    ended.map(
      ({ id, personId }) =>
        [
          { action: 'sign-in.ended', body: { sessionId: id, ending } },
          { actorId: personId, requestId },
        ] as const,
    ),
  );
}

/** Every failure up to this one is recorded, and of a longer row those at which its length has doubled. */
const eachUpTo = 5;

/**
 * Whether the failure that makes a row of this length is worth an entry. Whoever guesses at a password for days
 * leaves a few dozen entries that say how often, and no flood.
 */
export function isRecordedFailure(failures: number): boolean {
  if (failures <= eachUpTo) return true;
  return Number.isInteger(Math.log2(failures / eachUpTo));
}

/** Records that an account was refused at sign-in. Unknown addresses are recorded nowhere. */
export async function recordRefusedSignIn(
  store: Store,
  { personId, fault, failures }: { personId: string; fault: SignInFault; failures: number },
  requestId: string,
): Promise<void> {
  if (!isRecordedFailure(failures)) return;
  await recordOccurrence(
    store,
    { action: 'sign-in.refused', body: { fault, failures } },
    { actorId: personId, requestId },
  );
}
