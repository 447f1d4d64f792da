import { Controller, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  routes,
  type Actor,
  type DelegationQuery,
  type EntityQuery,
  type GrantQuery,
  type HistoryQuery,
  type PersonQuery,
} from '#contracts';
import { listDelegations, listEntities, listGrants, listHistory, listPeople, Store } from '#store';
import { Caller } from '../door/caller.js';
import { Door } from '../door/door.decorator.js';
import { dayOf } from './as-of.js';

/** The history, and who is who: entities, people, grants. */
@Controller()
export class OversightController {
  constructor(private readonly store: Store) {}

  @Door(routes.listHistory)
  listHistory(@Caller() actor: Actor, @Query({ schema: routes.listHistory.query }) query: HistoryQuery) {
    return listHistory(this.store.readingAs(actor), actor, query);
  }

  @Door(routes.listEntities)
  async listEntities(
    @Caller() actor: Actor,
    @Query({ schema: routes.listEntities.query }) query: EntityQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await dayOf(this.store, query.asOf, reply);
    return listEntities(this.store.readingAs(actor), actor, query);
  }

  @Door(routes.listPeople)
  async listPeople(
    @Caller() actor: Actor,
    @Query({ schema: routes.listPeople.query }) query: PersonQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await dayOf(this.store, query.asOf, reply);
    return listPeople(this.store.readingAs(actor), actor, query);
  }

  @Door(routes.listGrants)
  async listGrants(
    @Caller() actor: Actor,
    @Query({ schema: routes.listGrants.query }) query: GrantQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await dayOf(this.store, query.asOf, reply);
    return listGrants(this.store.readingAs(actor), actor, query);
  }

  @Door(routes.listDelegations)
  async listDelegations(
    @Caller() actor: Actor,
    @Query({ schema: routes.listDelegations.query }) query: DelegationQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await dayOf(this.store, query.asOf, reply);
    return listDelegations(this.store.readingAs(actor), actor, query);
  }
}
