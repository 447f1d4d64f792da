import { Controller, Query } from '@nestjs/common';
import { routes, type Actor, type SegregationQuery } from '#contracts';
import { segregationReport, Store } from '#store';
import { Caller } from '../door/caller.js';
import { Door } from '../door/door.decorator.js';

/** The report on the segregation of duties, read out of the history. */
@Controller()
export class SegregationController {
  constructor(private readonly store: Store) {}

  @Door(routes.segregationReport)
  segregationReport(
    @Caller() actor: Actor,
    @Query({ schema: routes.segregationReport.query }) query: SegregationQuery,
  ) {
    return segregationReport(this.store.readingAs(actor), actor, query);
  }
}
