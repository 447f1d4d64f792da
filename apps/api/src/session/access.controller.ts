import { Body, Controller, Param, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import {
  MakeToken,
  Refusal,
  routes,
  type AccessQuery,
  type Actor,
  type MadeToken,
  type PageQuery,
  type SessionEnding,
} from '#contracts';
import {
  endAccess,
  listPasswordLinks,
  listSessions,
  listSignIns,
  listTokens,
  makeToken,
  mustKeepAccounts,
  Store,
} from '#store';
import { Caller, CurrentCall, type Call } from '../door/caller.js';
import { Door } from '../door/door.decorator.js';
import { idOf } from '../door/validation.js';

/** Sessions and API tokens: one's own, and for those who look after accounts everybody's. */
@Controller()
export class AccessController {
  constructor(private readonly store: Store) {}

  @Door(routes.listOwnSessions)
  listOwnSessions(
    @CurrentCall() { actor: { personId }, session }: Call,
    @Query({ schema: routes.listOwnSessions.query }) page: PageQuery,
  ) {
    return listSessions(this.store.pool, { ...page, personId }, session.id);
  }

  @Door(routes.endOwnSession)
  endOwnSession(@Caller() actor: Actor, @Param('id') id: string, @Req() request: FastifyRequest) {
    return this.end('session', { id: idOf(id), personId: actor.personId }, ownEnding(request));
  }

  @Door(routes.endOtherSessions)
  async endOtherSessions(@CurrentCall() { actor, session }: Call, @Req() request: FastifyRequest) {
    const which = { personId: actor.personId, except: session.id };
    return { ended: await endAccess(this.store, 'session', which, ownEnding(request)) };
  }

  @Door(routes.listOwnSignIns)
  listOwnSignIns(
    @Caller() { personId }: Actor,
    @Query({ schema: routes.listOwnSignIns.query }) page: PageQuery,
  ) {
    return listSignIns(this.store.pool, personId, page);
  }

  @Door(routes.listOwnTokens)
  listOwnTokens(
    @Caller() { personId }: Actor,
    @Query({ schema: routes.listOwnTokens.query }) page: PageQuery,
  ) {
    return listTokens(this.store.pool, { ...page, personId });
  }

  @Door(routes.makeToken)
  makeToken(
    @CurrentCall() { session }: Call,
    @Body({ schema: MakeToken }) asked: MakeToken,
    @Req() { id }: FastifyRequest,
  ): Promise<MadeToken> {
    return makeToken(this.store, session, asked, id);
  }

  @Door(routes.endOwnToken)
  endOwnToken(@Caller() actor: Actor, @Param('id') id: string, @Req() request: FastifyRequest) {
    return this.end('token', { id: idOf(id), personId: actor.personId }, ownEnding(request));
  }

  @Door(routes.listSessions)
  listSessions(
    @CurrentCall() { session }: Call,
    @Query({ schema: routes.listSessions.query }) query: AccessQuery,
  ) {
    return listSessions(this.store.pool, query, session.id);
  }

  @Door(routes.endSession)
  async endSession(@Caller() actor: Actor, @Param('id') id: string, @Req() request: FastifyRequest) {
    await mustKeepAccounts(this.store, actor, 'session.end', request.id);
    await this.end('session', { id: idOf(id) }, endingBy(actor, request));
  }

  @Door(routes.endSessionsOf)
  async endSessionsOf(@Caller() actor: Actor, @Param('id') id: string, @Req() request: FastifyRequest) {
    await mustKeepAccounts(this.store, actor, 'session.end', request.id);
    const ended = await endAccess(this.store, 'session', { personId: idOf(id) }, endingBy(actor, request));
    return { ended };
  }

  @Door(routes.listTokens)
  listTokens(@Query({ schema: routes.listTokens.query }) query: AccessQuery) {
    return listTokens(this.store.pool, query);
  }

  @Door(routes.endToken)
  async endToken(@Caller() actor: Actor, @Param('id') id: string, @Req() request: FastifyRequest) {
    await mustKeepAccounts(this.store, actor, 'token.end', request.id);
    await this.end('token', { id: idOf(id) }, endingBy(actor, request));
  }

  @Door(routes.listPasswordLinks)
  listPasswordLinks(@Query({ schema: routes.listPasswordLinks.query }) query: AccessQuery) {
    return listPasswordLinks(this.store.pool, query);
  }

  private async end(...[what, which, how]: EndOne): Promise<void> {
    if ((await endAccess(this.store, what, which, how)) === 0)
      throw new Refusal('not-found', `there is no such ${what}`);
  }
}

type EndOne = [
  what: 'session' | 'token',
  which: { id: string; personId?: string },
  how: { ending: SessionEnding; byId?: string; requestId: string },
];

const ownEnding = ({ id }: FastifyRequest) => ({ ending: 'ended-by-owner', requestId: id }) as const;
const endingBy = ({ personId }: Actor, { id }: FastifyRequest) =>
  ({ ending: 'ended-by-administrator', byId: personId, requestId: id }) as const;
