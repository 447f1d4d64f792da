import type { PoolClient } from 'pg';
import type { SignInFault } from '#contracts';
import type { Session, SignedInBy } from '../people/sessions.js';
import type { Store } from '../store.js';
import { endSessions } from './endings.js';
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
  await store.transaction((client) => endSessions(client, session, { ending: 'signed-out', requestId }));
  store.noticeEnding(session.id);
  store.bell.ring();
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
