import { Body, Controller, Inject, Param, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import {
  MakeDirectoryToken,
  PageQuery,
  Refusal,
  routes,
  type Actor,
  type MadeDirectoryToken,
} from '#contracts';
import { endDirectoryToken, listDirectoryTokens, makeDirectoryToken, mustBeAllowed, Store } from '#store';
import { Caller } from '../door/caller.js';
import { Door } from '../door/door.decorator.js';
import { idOf } from '../door/validation.js';
import { SIGN_ON } from '../options.js';
import type { Provider } from './provider.js';

/** What one may who lets groups bring rights. */
const mapping = { name: 'mapping.add', objectType: 'mapping' } as const;

/** Tokens by which the provider's directory tells who works here. */
@Controller()
export class DirectoryTokensController {
  constructor(
    private readonly store: Store,
    @Inject(SIGN_ON) private readonly provider: Provider | null,
  ) {}

  @Door(routes.listDirectoryTokens)
  list(@Query({ schema: PageQuery }) query: PageQuery) {
    return listDirectoryTokens(this.store.pool, query);
  }

  @Door(routes.makeDirectoryToken)
  async make(
    @Caller() actor: Actor,
    @Body({ schema: MakeDirectoryToken }) asked: MakeDirectoryToken,
    @Req() { id: requestId }: FastifyRequest,
  ): Promise<MadeDirectoryToken> {
    await mustBeAllowed(this.store, actor, mapping, { attempt: 'token.make', requestId });
    if (!this.provider) throw new Refusal('not-found', 'there is no single sign-on here');
    return makeDirectoryToken(this.store, asked, { byId: actor.personId, requestId });
  }

  @Door(routes.endDirectoryToken)
  async end(
    @Caller() actor: Actor,
    @Param('id') id: string,
    @Req() { id: requestId }: FastifyRequest,
  ): Promise<void> {
    await mustBeAllowed(this.store, actor, mapping, { attempt: 'token.end', requestId });
    await endDirectoryToken(this.store, idOf(id), { byId: actor.personId, requestId });
  }
}
