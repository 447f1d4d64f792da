import { Refusal, type Actor } from '#contracts';
import { mustHaveFactor } from '#permissions';
import type { Session, Store } from '#store';

/** Whether the account must have a second factor and its person came in by the password alone, which shows that it has none. */
export async function lacksFactor(store: Store, { methods }: Session, actor: Actor): Promise<boolean> {
  if (methods.some((method) => method !== 'password')) return false;
  return mustHaveFactor(actor, await store.settings.current());
}

/** Lets nobody further who must have a second factor first. */
export async function refuseWithoutFactor(store: Store, session: Session, actor: Actor): Promise<void> {
  if (await lacksFactor(store, session, actor))
    throw new Refusal('second-factor-required', 'this account must have a second factor: set one up first');
}
