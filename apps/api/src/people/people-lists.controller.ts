import { Body, Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { PeopleList, Refusal, routes, type Actor, type PeoplePlan } from '#contracts';
import { mayReadAll } from '#permissions';
import { peopleCsv, peopleTemplate, planPeople, recordPeopleExport, Store } from '#store';
import { Caller } from '../door/caller.js';
import { Door } from '../door/door.decorator.js';

/** Lists of people: one that is brought, checked; one to fill in; and all that there are. */
@Controller()
export class PeopleListsController {
  constructor(private readonly store: Store) {}

  @Door(routes.planPeople)
  plan(@Caller() actor: Actor, @Body({ schema: PeopleList }) { text }: PeopleList): Promise<PeoplePlan> {
    return planPeople(this.store.readingAs(actor), actor, text);
  }

  @Door(routes.peopleTemplate)
  async template(@Res() reply: FastifyReply): Promise<void> {
    await asFile(reply, 'uphold-people-template.csv').send(peopleTemplate());
  }

  @Door(routes.exportPeople)
  async export(
    @Caller() actor: Actor,
    @Req() { id }: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!mayReadAll(actor, 'grant'))
      throw new Refusal('not-permitted', 'your roles do not let you know who holds which role', {
        rule: 'read:grant',
      });
    const name = `uphold-people-${new Date().toISOString().slice(0, 10)}.csv`;
    const stream = Readable.from(this.recorded(actor, id), { objectMode: false });
    await asFile(reply, name).send(stream);
  }

  /** What left the house is recorded, and also where its reader hung up before the end. */
  private async *recorded(actor: Actor, requestId: string): AsyncGenerator<string> {
    let accounts = 0;
    try {
      for await (const page of peopleCsv(this.store.readingAs(actor), actor)) {
        accounts += page.accounts;
        yield page.text;
      }
    } finally {
      await recordPeopleExport(this.store, actor.personId, accounts, requestId);
    }
  }
}

function asFile(reply: FastifyReply, name: string): FastifyReply {
  return reply
    .header('Content-Type', 'text/csv; charset=utf-8')
    .header('Content-Disposition', `attachment; filename="${name}"`)
    .header('X-Content-Type-Options', 'nosniff');
}
