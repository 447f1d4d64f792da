import { Controller, Logger, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { Refusal, routes, type Actor, type BundleQuery } from '#contracts';
import {
  exportBundle,
  giveUp,
  getRecommendation,
  getReview,
  recordExport,
  untilRightsEnd,
  Store,
  type BundleExport,
  type ExportScope,
} from '#store';
import { Caller } from '../door/caller.js';
import { Door } from '../door/door.decorator.js';
import { today } from '../reading/today.js';

/** The history as a bundle, streamed as it is read. */
@Controller()
export class BundleController {
  private readonly logger = new Logger(BundleController.name);

  constructor(private readonly store: Store) {}

  @Door(routes.bundle)
  async bundle(
    @Caller() actor: Actor,
    @Query({ schema: routes.bundle.query }) part: BundleQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.mustBeReadable(actor, part);
    const scope = { actor, ...part };
    const bundle = await exportBundle(this.store, scope);
    const name = `uphold-history-${new Date().toISOString().slice(0, 10)}.ndjson`;
    const stream = Readable.from(this.recorded(bundle, scope, request.id), { objectMode: false });
    // Whoever hung up before the first line leaves a snapshot that nobody reads.
    stream.once('close', () => void giveUp(bundle).catch((fault: Error) => this.logger.error(fault)));
    await reply
      .header('Content-Type', 'application/x-ndjson; charset=utf-8')
      .header('Content-Disposition', `attachment; filename="${name}"`)
      .header('X-Content-Type-Options', 'nosniff')
      .send(stream);
  }

  /** What left the house is recorded, and also where its reader hung up before the end. */
  private async *recorded(
    bundle: BundleExport,
    scope: ExportScope,
    requestId: string,
  ): AsyncGenerator<string> {
    try {
      yield* scope.actor === 'operator'
        ? bundle.chunks
        : untilRightsEnd(this.store, scope.actor, bundle.chunks);
    } finally {
      await recordExport(this.store, scope, bundle, requestId);
    }
  }

  private async mustBeReadable(actor: Actor, { reviewId, recommendationId }: BundleQuery): Promise<void> {
    const reader = this.store.readingAs(actor);
    const found = reviewId
      ? await getReview(reader, actor, reviewId, today())
      : recommendationId
        ? await getRecommendation(reader, actor, recommendationId, today())
        : true;
    if (!found) throw new Refusal('not-found', 'there is no such thing here');
  }
}
