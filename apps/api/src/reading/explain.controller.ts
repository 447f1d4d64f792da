import { Controller, Param, Query, type Type } from '@nestjs/common';
import { objectTypes, Refusal, routes, type Actor, type ObjectType, type PageQuery } from '#contracts';
import { deedOf, deedsOn } from '#permissions';
import { explainDeeds, listCapable, Store } from '#store';
import { Caller } from '../door/caller.js';
import { Door } from '../door/door.decorator.js';
import { idOf } from '../door/validation.js';

/** “Why can't I?” and “who can?”: a controller per type of object, made from the contracts' table. */
export const explainControllers: Type[] = objectTypes.map(controllerFor);

function controllerFor(type: ObjectType): Type {
  const explaining = routes[`explain:${type}`];
  const naming = routes[`people:${type}`];

  @Controller()
  class ExplainController {
    constructor(private readonly store: Store) {}

    @Door(explaining)
    async deeds(@Caller() actor: Actor, @Param('id') id: string) {
      const subject = { type, id: idOf(id) };
      const explanation = await explainDeeds(this.store.readingAs(actor), actor, subject);
      if (!explanation) throw new Refusal('not-found', 'there is no such thing here');
      return explanation;
    }

    @Door(naming)
    async people(
      @Caller() actor: Actor,
      @Param('id') id: string,
      @Param('deed') deed: string,
      @Query({ schema: naming.query }) query: PageQuery,
    ) {
      const intent = deedsOn(type).find((one) => deedOf(one) === deed);
      if (!intent) throw new Refusal('not-found', 'there is no such deed here');
      const reader = this.store.readingAs(actor);
      const subject = { type, id: idOf(id) };
      const people = await listCapable({ reader, pool: this.store.pool, actor }, subject, intent, query);
      if (people) return people;
      if (!(await explainDeeds(reader, actor, subject)))
        throw new Refusal('not-found', 'there is no such thing here');
      throw new Refusal('not-permitted', 'only those who answer for it or audit it are told who may', {
        rule: 'read:reader',
      });
    }
  }

  Object.defineProperty(ExplainController, 'name', { value: `Explain(${type})` });
  return ExplainController;
}
