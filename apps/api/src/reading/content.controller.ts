import { Controller, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  Refusal,
  routes,
  type Actor,
  type FiguresQuery,
  type PageQuery,
  type RecommendationQuery,
  type ReviewQuery,
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
import { today } from './today.js';

/** Reviews and recommendations, as the person may read them. */
@Controller()
export class ContentController {
  constructor(private readonly store: Store) {}

  @Door(routes.listReviews)
  listReviews(@Caller() actor: Actor, @Query({ schema: routes.listReviews.query }) query: ReviewQuery) {
    return listReviews(this.store.pool, actor, query, today());
  }

  @Door(routes.getReview)
  async getReview(
    @Caller() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return versioned(await getReview(this.store.pool, actor, idOf(id), today()), reply);
  }

  @Door(routes.listRecommendations)
  listRecommendations(
    @Caller() actor: Actor,
    @Query({ schema: routes.listRecommendations.query }) query: RecommendationQuery,
  ) {
    return listRecommendations(this.store.pool, actor, query, today());
  }

  @Door(routes.getRecommendation)
  async getRecommendation(
    @Caller() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return versioned(await getRecommendation(this.store.pool, actor, idOf(id), today()), reply);
  }

  @Door(routes.figures)
  figures(@Caller() actor: Actor, @Query({ schema: routes.figures.query }) query: FiguresQuery) {
    return readFigures(this.store.pool, actor, query);
  }

  @Door(routes.listThemes)
  listThemes(@Caller() actor: Actor, @Query({ schema: routes.listThemes.query }) query: PageQuery) {
    return listThemes(this.store.pool, actor, query);
  }
}

/** An object with its version as the entity tag; what is not there, or not to be known of, is not found. */
export function versioned<T extends { version: number }>(view: T | null, reply: FastifyReply): T {
  if (!view) throw new Refusal('not-found', 'there is no such thing here');
  reply.header('ETag', `"${view.version}"`);
  return view;
}
