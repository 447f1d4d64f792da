import { Controller, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  Refusal,
  routes,
  type Actor,
  type AsOfQuery,
  type FiguresQuery,
  type RecommendationQuery,
  type ReviewQuery,
  type ThemeQuery,
} from '#contracts';
import {
  getRecommendation,
  getReview,
  listRecommendations,
  listReviews,
  listThemes,
  readFigures,
  Store,
} from '#store';
import { Caller } from '../door/caller.js';
import { Door } from '../door/door.decorator.js';
import { idOf } from '../door/validation.js';
import { dayOf } from './as-of.js';

/** Reviews and recommendations, as the person may read them, now or as of a time. */
@Controller()
export class ContentController {
  constructor(private readonly store: Store) {}

  @Door(routes.listReviews)
  async listReviews(
    @Caller() actor: Actor,
    @Query({ schema: routes.listReviews.query }) query: ReviewQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return listReviews(this.store.readingAs(actor), actor, query, await dayOf(this.store, query.asOf, reply));
  }

  @Door(routes.getReview)
  async getReview(
    @Caller() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: routes.getReview.query }) { asOf }: AsOfQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const day = await dayOf(this.store, asOf, reply);
    return versioned(await getReview(this.store.readingAs(actor), actor, idOf(id), day, asOf), reply);
  }

  @Door(routes.listRecommendations)
  async listRecommendations(
    @Caller() actor: Actor,
    @Query({ schema: routes.listRecommendations.query }) query: RecommendationQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return listRecommendations(
      this.store.readingAs(actor),
      actor,
      query,
      await dayOf(this.store, query.asOf, reply),
    );
  }

  @Door(routes.getRecommendation)
  async getRecommendation(
    @Caller() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: routes.getRecommendation.query }) { asOf }: AsOfQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const day = await dayOf(this.store, asOf, reply);
    return versioned(await getRecommendation(this.store.readingAs(actor), actor, idOf(id), day, asOf), reply);
  }

  @Door(routes.figures)
  async figures(
    @Caller() actor: Actor,
    @Query({ schema: routes.figures.query }) query: FiguresQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await dayOf(this.store, query.asOf, reply);
    return readFigures(this.store.readingAs(actor), actor, query);
  }

  @Door(routes.listThemes)
  async listThemes(
    @Caller() actor: Actor,
    @Query({ schema: routes.listThemes.query }) query: ThemeQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await dayOf(this.store, query.asOf, reply);
    return listThemes(this.store.readingAs(actor), actor, query);
  }
}

/** An object with its version as the entity tag; what is not there, or not to be known of, is not found. */
export function versioned<T extends { version: number }>(view: T | null, reply: FastifyReply): T {
  if (!view) throw new Refusal('not-found', 'there is no such thing here');
  reply.header('ETag', `"${view.version}"`);
  return view;
}
