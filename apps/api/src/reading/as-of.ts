import type { FastifyReply } from 'fastify';
import { settlePast, type Store } from '#store';
import { today } from './today.js';

/** Answers to questions that are put to the past say here up to which leaf index they are exact. */
const exactTo = 'Uphold-As-Of-Index';

/**
 * The day by which things are overdue (YYYY-MM-DD in UTC): today, or that of the time at which the question is
 * put. Waits until the past is known up to that time, and says in a header up to which leaf index it is.
 */
export async function dayOf(
  store: Store,
  asOf: string | undefined,
  reply: FastifyReply,
  field = 'asOf',
): Promise<string> {
  if (asOf === undefined) return today();
  reply.header(exactTo, String(await settlePast(store.pool, asOf, field)));
  return new Date(asOf).toISOString().slice(0, 10);
}
