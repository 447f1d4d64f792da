import { Controller, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  PageQuery,
  Refusal,
  routes,
  secondStepMark,
  SignOnReturn,
  SignOnStartQuery,
  type Actor,
  type MappingQuery,
  type NeedsFactor,
  type OwnSignOn,
  type SignOnFault,
} from '#contracts';
import { permit } from '#permissions';
import { awaitLink, listIdentities, listMappings, ownSignOn, Store, unlinkIdentity } from '#store';
import { Caller, CurrentCall, type Call } from '../door/caller.js';
import { Door } from '../door/door.decorator.js';
import { cookieOptions, sessionCookie } from '../session/cookie.js';
import { Arrivals } from './arrivals.js';
import { keepErrand, takeErrand } from './errand-cookie.js';
import { UnavailableError, type Provider } from './provider.js';

/** Single sign-on: to the provider and back, and what its keepers look at. */
@Controller()
export class SignOnController {
  constructor(
    private readonly store: Store,
    private readonly arrivals: Arrivals,
  ) {}

  @Door(routes.signOn)
  name(): { name: string | null } {
    return { name: this.arrivals.provider?.setting.name ?? null };
  }

  @Door(routes.signOnStart)
  async start(
    @Query({ schema: SignOnStartQuery }) { to }: SignOnStartQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const sent = await this.send();
    if ('fault' in sent) return goOn(reply, faultAddress(sent.fault));
    keepErrand(reply, { ...sent.errand, to });
    return goOn(reply, sent.address);
  }

  @Door(routes.signOnReturn)
  async return(
    @Query({ schema: SignOnReturn }) { state, error }: { state?: string; error?: string },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const errand = takeErrand(request, reply, state);
    if (!errand) return goOn(reply, faultAddress('expired'));
    const outcome = await this.arrivals.receive({
      search: new URL(request.url, 'http://here').search,
      errand,
      error,
      requestId: request.id,
      userAgent: request.headers['user-agent'],
    });
    if ('fault' in outcome) return goOn(reply, faultAddress(outcome.fault));
    if ('asked' in outcome) return goOn(reply, secondStepAddress(errand.to, outcome.asked));
    if ('session' in outcome)
      reply.setCookie(sessionCookie, outcome.token, {
        ...cookieOptions,
        expires: new Date(outcome.session.expiresAt),
      });
    return goOn(reply, errand.to);
  }

  @Door(routes.ownSignOn)
  async own(@Caller() { personId }: Actor): Promise<OwnSignOn> {
    const { provider } = this.arrivals;
    if (!provider) return { name: null, linkedAt: null, signedInAt: null };
    const { name, issuer } = provider.setting;
    return { name, ...(await ownSignOn(this.store.pool, issuer, personId)) };
  }

  @Door(routes.linkSignOn)
  async link(
    @CurrentCall() { actor: { personId }, session }: Call,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ address: string }> {
    this.mustBeOn();
    const sent = await this.send();
    if ('fault' in sent) throw new Refusal('provider-unavailable', 'the provider does not answer');
    await awaitLink(this.store.pool, sent.errand.state, { personId, sessionId: session.id });
    keepErrand(reply, { ...sent.errand, to: '/account' });
    return { address: sent.address };
  }

  @Door(routes.unlinkSignOn)
  async unlink(@Caller() { personId }: Actor, @Req() { id }: FastifyRequest): Promise<void> {
    const { issuer } = this.mustBeOn().setting;
    await unlinkIdentity(this.store, issuer, personId, id);
  }

  @Door(routes.signOnState)
  state() {
    return { setup: this.arrivals.provider?.setup ?? null };
  }

  @Door(routes.testSignOn)
  test(@Caller() actor: Actor) {
    const refusal = permit(actor, { name: 'mapping.add' }, {});
    if (refusal) throw refusal;
    return this.mustBeOn().test();
  }

  @Door(routes.listIdentities)
  listIdentities(@Caller() actor: Actor, @Query({ schema: PageQuery }) query: PageQuery) {
    return listIdentities(this.store.readingAs(actor), query);
  }

  @Door(routes.listMappings)
  listMappings(@Caller() actor: Actor, @Query({ schema: routes.listMappings.query }) query: MappingQuery) {
    return listMappings(this.store.readingAs(actor), actor, query);
  }

  private async send(): Promise<Awaited<ReturnType<Provider['send']>> | { fault: SignOnFault }> {
    try {
      return (await this.arrivals.provider?.send()) ?? { fault: 'unavailable' };
    } catch (fault) {
      if (fault instanceof UnavailableError) return { fault: 'unavailable' };
      throw fault;
    }
  }

  private mustBeOn(): Provider {
    const { provider } = this.arrivals;
    if (!provider) throw new Refusal('not-found', 'there is no single sign-on here');
    return provider;
  }
}

/** See Other: whatever brought the browser here, it goes on with a plain question (RFC 9110 section 15.4.4). */
async function goOn(reply: FastifyReply, address: string): Promise<void> {
  await reply.header('Cache-Control', 'no-store').redirect(address, 303);
}

/** Where one wanted to go, with what is asked first; behind the mark that browsers send to nobody. */
function secondStepAddress(to: string, asked: NeedsFactor): string {
  const [place = '/'] = to.split('#');
  return `${place}#${secondStepMark}${Buffer.from(JSON.stringify(asked)).toString('base64url')}`;
}

/** The sign-in page, with why there is no session. */
const faultAddress = (fault: SignOnFault): string => `/?sign-on=${fault}`;
