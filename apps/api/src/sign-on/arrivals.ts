import { Inject, Injectable, Logger } from '@nestjs/common';
import type { NeedsFactor, SignInMethod, SignOnFault } from '#contracts';
import {
  askForFactor,
  beginSession,
  bringInStep,
  linkIdentity,
  noteSignOn,
  openAccount,
  personOfAddress,
  personOfIdentity,
  Store,
  takeLink,
  takeState,
  type FoundPerson,
} from '#store';
import { BesideTheAnswer } from '../session/beside-the-answer.js';
import { SIGN_ON } from '../options.js';
import { Provider, UnavailableError, type Arrival, type Errand } from './provider.js';

/** A browser that came back from the provider. */
export interface Returned {
  /** Of its address, with the question mark. */
  search: string;
  errand: Errand;
  /** What the provider says went wrong; undefined where it sent a code. */
  error: string | undefined;
  requestId: string;
  userAgent: string | undefined;
}

/** What comes of it: a session, a second factor that is asked first, or why there is neither. Somebody who only tied their account has theirs already. */
export type Outcome =
  | Awaited<ReturnType<typeof beginSession>>
  | { linked: true }
  | { asked: NeedsFactor }
  | { fault: SignOnFault };

/** Lets people in whom the provider of single sign-on sends. */
@Injectable()
export class Arrivals {
  private readonly logger = new Logger('SignOn');

  constructor(
    private readonly store: Store,
    private readonly beside: BesideTheAnswer,
    @Inject(SIGN_ON) readonly provider: Provider | null,
  ) {}

  async receive(returned: Returned): Promise<Outcome> {
    const { provider } = this;
    if (!provider) return { fault: 'unavailable' };
    const { errand, error, search, requestId } = returned;
    const linking = await takeLink(this.store.pool, errand.state);
    if (error !== undefined) return { fault: error === 'access_denied' ? 'declined' : 'invalid' };
    let arrival: Arrival;
    try {
      arrival = await provider.receive(search, errand);
    } catch (fault) {
      this.logger.warn(`${requestId}: ${fault instanceof Error ? fault.message : String(fault)}`);
      return { fault: fault instanceof UnavailableError ? 'unavailable' : 'invalid' };
    }
    if (!(await takeState(this.store.pool, errand.state))) return { fault: 'expired' };
    if (linking) return this.link(arrival, linking, requestId);
    return this.letIn(provider, arrival, returned);
  }

  /** Ties the account of somebody who is signed in to who they are at the provider. */
  private async link(arrival: Arrival, personId: string, requestId: string): Promise<Outcome> {
    const isLinked = await linkIdentity(this.store, arrival, personId, { by: 'signed-in', requestId });
    if (!isLinked) return { fault: 'linked-elsewhere' };
    await this.follow(arrival, personId, requestId);
    return { linked: true };
  }

  private async letIn(
    provider: Provider,
    arrival: Arrival,
    { requestId, userAgent }: Returned,
  ): Promise<Outcome> {
    const found =
      (await personOfIdentity(this.store.pool, arrival)) ??
      (await this.byAddress(provider, arrival, requestId));
    if ('fault' in found) return found;
    if (found.state !== 'active') {
      this.beside.recordRefusal({ personId: found.id, fault: 'account-closed', failures: 1 }, requestId);
      return { fault: 'account-closed' };
    }
    await this.follow(arrival, found.id, requestId);
    // Where the provider says that it asked for several factors it is believed, otherwise they are asked for here.
    const asked = arrival.isMultiFactor ? null : await askForFactor(this.store, found.id, 'sso');
    if (asked) return { asked };
    const methods: SignInMethod[] = arrival.isMultiFactor ? ['sso', 'sso-mfa'] : ['sso'];
    return beginSession(this.store, found.id, { methods, userAgent }, requestId);
  }

  /**
   * An address that the provider vouches for leads to an account where the operator trusts it for addresses, or where
   * the provider opened the account itself. Where there is none, one may be opened.
   */
  private async byAddress(
    { setting }: Provider,
    arrival: Arrival,
    requestId: string,
  ): Promise<FoundPerson | { fault: SignOnFault }> {
    const { email, isEmailVerified } = arrival;
    if (!email) return { fault: 'unknown-person' };
    const found = await personOfAddress(this.store.pool, email);
    if (found && !setting.trustsEmail && !found.isOpenedByProvider) return { fault: 'unknown-person' };
    if (!isEmailVerified) return { fault: 'unverified-email' };
    if (!found) return this.open(setting.name, { ...arrival, email }, requestId);
    if (found.state !== 'active') return found;
    const by = { by: 'verified-email', requestId } as const;
    return (await linkIdentity(this.store, arrival, found.id, by)) ? found : { fault: 'linked-elsewhere' };
  }

  private async open(
    provider: string,
    arrival: Arrival & { email: string },
    requestId: string,
  ): Promise<FoundPerson | { fault: SignOnFault }> {
    const id = await openAccount(this.store, arrival, { provider, requestId });
    if (!id) return { fault: 'unknown-person' };
    const by = { by: 'first-sign-on', requestId } as const;
    const isLinked = await linkIdentity(this.store, arrival, id, by);
    return isLinked ? { id, state: 'active' } : { fault: 'linked-elsewhere' };
  }

  /** Notes the groups that the provider told, and brings the rights by them in step. */
  private async follow(arrival: Arrival, personId: string, requestId: string): Promise<void> {
    await noteSignOn(this.store.pool, arrival, arrival.groups);
    const provider = this.provider?.setting.name ?? arrival.issuer;
    await bringInStep(this.store, personId, { provider, requestId });
  }
}
