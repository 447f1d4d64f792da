import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { from, mergeMap, type Observable } from 'rxjs';
import { Id, openedTypes, plurals } from '#contracts';
import { recordEmergencyUses, Store, type Opened } from '#store';
import { callIfAny } from '../door/caller.js';

/**
 * Records what somebody is shown under emergency access, before they are shown it: what the address names, and what
 * the rows of a list are or belong to. Whoever reads by rights of their own passes untouched.
 */
@Injectable()
export class EmergencyRecorder implements NestInterceptor {
  constructor(private readonly store: Store) {}

  async intercept(context: ExecutionContext, handler: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const call = callIfAny(request);
    if (request.method !== 'GET' || !call?.actor.grants.some(({ emergencyId }) => emergencyId))
      return handler.handle();
    const record = (opened: Opened[]) => recordEmergencyUses(this.store, call.actor, opened, request.id);
    await record(namedBy(request));
    return handler
      .handle()
      .pipe(mergeMap((answer: unknown) => from(record(shownIn(answer, request)).then(() => answer))));
  }
}

const typeAt = new Map(openedTypes.map((type) => [plurals[type] as string, type]));
const isId = (value: unknown): value is string => Id.safeParse(value).success;

/** Objects that the address names: `/proposals/:id`, `/comments?recommendationId=…`. */
function namedBy({ url, params, query }: FastifyRequest): Opened[] {
  const { id } = params as { id?: unknown };
  const { recommendationId } = query as { recommendationId?: unknown };
  const objectType = typeAt.get(pluralIn(url));
  return [
    ...(objectType && isId(id) ? [{ objectType, objectId: id }] : []),
    ...(isId(recommendationId)
      ? [{ objectType: 'recommendation' as const, objectId: recommendationId }]
      : []),
  ];
}

/** What the rows of a list are, or belong to. */
function shownIn(answer: unknown, { url }: FastifyRequest): Opened[] {
  const { rows } = (answer ?? {}) as { rows?: unknown };
  if (!Array.isArray(rows)) return [];
  const isOfRecommendations = pluralIn(url) === plurals.recommendation;
  return rows.flatMap(
    (row: { id?: unknown; recommendationId?: unknown; recommendation?: { id?: unknown } | null }) => {
      const objectId = isOfRecommendations ? row.id : (row.recommendationId ?? row.recommendation?.id);
      return isId(objectId) ? [{ objectType: 'recommendation' as const, objectId }] : [];
    },
  );
}

/** `proposals` of `/api/v1/proposals/…`. */
function pluralIn(url: string): string {
  return /^\/api\/v1\/([a-z-]+)/.exec(url)?.[1] ?? '';
}
