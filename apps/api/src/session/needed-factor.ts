import { Refusal, type Actor, type SignInMethod } from '#contracts';
import { mustHaveFactor } from '#permissions';
import { hasFactor, type Session, type Store } from '#store';

/** Ways of coming in that show no second factor. Who has one cannot come in by the password alone. */
const single: readonly SignInMethod[] = ['password', 'sso'];

/** Whether the account must have a second factor, its person came in without any, and it has none. */
export async function lacksFactor(
  store: Store,
  { methods, personId }: Session,
  actor: Actor,
): Promise<boolean> {
  if (methods.some((method) => !single.includes(method))) return false;
  if (!mustHaveFactor(actor, await store.settings.current())) return false;
  return !methods.includes('sso') || !(await hasFactor(store.pool, personId));
}

/** Lets nobody further who must have a second factor first. */
export async function refuseWithoutFactor(store: Store, session: Session, actor: Actor): Promise<void> {
  if (await lacksFactor(store, session, actor))
    throw new Refusal('second-factor-required', 'this account must have a second factor: set one up first');
}
