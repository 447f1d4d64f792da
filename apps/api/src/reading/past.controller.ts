import { Controller, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  Refusal,
  routes,
  type Actor,
  type CompareOneQuery,
  type CompareQuery,
  type ReaderQuery,
} from '#contracts';
import { compare, getRecommendation, getReview, listReaders, Store, timeNow } from '#store';
import { Caller } from '../door/caller.js';
import { Door } from '../door/door.decorator.js';
import { idOf } from '../door/validation.js';
import { dayOf } from './as-of.js';
import { today } from './today.js';

/** What only a look back tells: who could see something then, and what differs between two times. */
@Controller()
export class PastController {
  constructor(private readonly store: Store) {}

  @Door(routes.listReaders)
  async readers(
    @Caller() actor: Actor,
    @Param('id') given: string,
    @Query({ schema: routes.listReaders.query }) query: ReaderQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const reader = this.store.readingAs(actor);
    const id = idOf(given);
    const day = await dayOf(this.store, query.asOf, reply);
    const readers = await listReaders({ reader, house: this.store.pool }, actor, id, query);
    if (readers) return readers;
    if (!(await getRecommendation(reader, actor, id, day, query.asOf))) throw nothingHere();
    throw new Refusal('not-permitted', 'only its managers and auditors are told who can see it', {
      rule: 'read:reader',
    });
  }

  @Door(routes.compareRecommendation)
  async compareOne(
    @Caller() actor: Actor,
    @Param('id') given: string,
    @Query({ schema: routes.compareRecommendation.query }) query: CompareOneQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const recommendationId = idOf(given);
    const to = await this.until(query.to, reply);
    if (!(await getRecommendation(this.store.readingAs(actor), actor, recommendationId, today())))
      throw nothingHere();
    return compare(this.store.readingAs(actor), actor, { ...query, to, recommendationId });
  }

  @Door(routes.compare)
  async compare(
    @Caller() actor: Actor,
    @Query({ schema: routes.compare.query }) query: CompareQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const to = await this.until(query.to, reply);
    const { reviewId } = query;
    if (reviewId && !(await getReview(this.store.readingAs(actor), actor, reviewId, today())))
      throw nothingHere();
    return compare(this.store.readingAs(actor), actor, { ...query, to });
  }

  /** The later of the two times, once the past is known up to it. */
  private async until(given: string | undefined, reply: FastifyReply): Promise<string> {
    const to = given ?? (await timeNow(this.store.pool));
    await dayOf(this.store, to, reply, 'to');
    return to;
  }
}

function nothingHere(): Refusal {
  return new Refusal('not-found', 'there is no such thing here');
}
