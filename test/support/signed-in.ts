import { Client } from './client.js';
import type { Person, SmallWorld } from './small-world.js';
import type { TestApp } from './start-app.js';

/** Signs the named people of the small world in. */
export async function signedIn<P extends Person>(
  { url }: Pick<TestApp, 'url'>,
  world: SmallWorld,
  ...people: P[]
): Promise<Record<P, Client>> {
  const clients = await Promise.all(
    people.map(async (person) => [person, await Client.signIn(url, world.emailOf(person))] as const),
  );
  return Object.fromEntries(clients) as Record<P, Client>;
}
