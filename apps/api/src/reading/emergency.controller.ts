import { Controller, Param, Query } from '@nestjs/common';
import { Refusal, routes, type Actor, type EmergencyAccessQuery, type EmergencyUseQuery } from '#contracts';
import { listEmergencyAccess, listEmergencyUses, Store } from '#store';
import { Caller } from '../door/caller.js';
import { Door } from '../door/door.decorator.js';
import { idOf } from '../door/validation.js';

/** Emergency access, and what was opened under it. */
@Controller()
export class EmergencyController {
  constructor(private readonly store: Store) {}

  @Door(routes.listEmergencyAccess)
  list(
    @Caller() actor: Actor,
    @Query({ schema: routes.listEmergencyAccess.query }) query: EmergencyAccessQuery,
  ) {
    return listEmergencyAccess(this.store.readingAs(actor), actor, query);
  }

  @Door(routes.listEmergencyUses)
  async uses(
    @Caller() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: routes.listEmergencyUses.query }) query: EmergencyUseQuery,
  ) {
    const uses = await listEmergencyUses(this.store.readingAs(actor), actor, idOf(id), query);
    if (!uses) throw new Refusal('not-found', 'there is no such thing here');
    return uses;
  }
}
