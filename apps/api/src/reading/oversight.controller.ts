import { Controller, Query } from '@nestjs/common';
import {
  routes,
  type Actor,
  type GrantQuery,
  type HistoryQuery,
  type PageQuery,
  type PersonQuery,
} from '#contracts';
import { listEntities, listGrants, listHistory, listPeople, Store } from '#store';
import { Caller } from '../door/caller.js';
import { Door } from '../door/door.decorator.js';

/** The history, and who is who: entities, people, grants. */
@Controller()
export class OversightController {
  constructor(private readonly store: Store) {}

  @Door(routes.listHistory)
  listHistory(@Caller() actor: Actor, @Query({ schema: routes.listHistory.query }) query: HistoryQuery) {
    return listHistory(this.store.pool, actor, query);
  }

  @Door(routes.listEntities)
  listEntities(@Caller() actor: Actor, @Query({ schema: routes.listEntities.query }) query: PageQuery) {
    return listEntities(this.store.pool, actor, query);
  }

  @Door(routes.listPeople)
  listPeople(@Caller() actor: Actor, @Query({ schema: routes.listPeople.query }) query: PersonQuery) {
    return listPeople(this.store.pool, actor, query);
  }

  @Door(routes.listGrants)
  listGrants(@Caller() actor: Actor, @Query({ schema: routes.listGrants.query }) query: GrantQuery) {
    return listGrants(this.store.pool, actor, query);
  }
}
