import { Body, Controller, Param } from '@nestjs/common';
import { routes, SaveQuery, type Actor } from '#contracts';
import { forgetQuery, listSavedQueries, saveQuery, Store } from '#store';
import { Caller } from '../door/caller.js';
import { Door } from '../door/door.decorator.js';
import { idOf } from '../door/validation.js';

/** Questions to the history that a person keeps under a name. */
@Controller()
export class SavedQueriesController {
  constructor(private readonly store: Store) {}

  @Door(routes.listSavedQueries)
  list(@Caller() actor: Actor) {
    return listSavedQueries(this.store.readingAs(actor), actor.personId);
  }

  @Door(routes.saveQuery)
  save(
    @Caller() { personId }: Actor,
    @Param('id') id: string,
    @Body({ schema: SaveQuery }) asked: SaveQuery,
  ) {
    return saveQuery(this.store.pool, personId, idOf(id), asked);
  }

  @Door(routes.forgetQuery)
  forget(@Caller() { personId }: Actor, @Param('id') id: string) {
    return forgetQuery(this.store.pool, personId, idOf(id));
  }
}
