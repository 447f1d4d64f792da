import type { Actor } from '#contracts';
import { csrfTokenOf, type Store } from '#store';

/** A signed-in person: the headers that let them in. */
export interface SignedIn {
  actor: Actor;
  cookie: string;
  csrfToken: string;
}

/** Signs people in, by their addresses, without their passwords. */
export async function signIn(store: Store, emails: readonly string[]): Promise<SignedIn[]> {
  const { rows } = await store.pool.query<{ id: string; email: string }>(
    'select id, email from person where email = any($1)',
    [emails],
  );
  const idOf = new Map(rows.map(({ id, email }) => [email, id]));
  return Promise.all(
    emails.map(async (email) => {
      const personId = idOf.get(email) ?? '';
      const { token } = await store.sessions.open(personId, { methods: ['password'] });
      const actor = await store.actors.of(personId);
      return { actor, cookie: `__Host-uphold=${token}`, csrfToken: csrfTokenOf(token) };
    }),
  );
}
