import type { Pool } from 'pg';
import type { EmergencyAccessState, Language, RecommendationState } from '#contracts';
import { canRead } from '#permissions';
import { rowShapes } from '../entities/rows.js';
import { peopleWithRights } from '../past/readers.js';
import { actorAt, isRunning, rightsOfMany, type HeldRight } from '../people/rights.js';
import { emergencyAccessRows } from '../queries/emergency-access.js';
import { readPage } from '../queries/list.js';
import type { Recipient } from './outgoing.js';

/** What came about of emergency access: it was asked for, or opened. */
export type EmergencyNews = 'requested' | 'approved';

/** Emergency access of which mail is still to be made, with whom it is to reach. */
export interface EmergencyToMail {
  accessId: string;
  news: EmergencyNews;
  people: Recipient[];
}

/** Key of the mail that tells one person of emergency access. */
export const emergencyMailKey = (accessId: string, news: EmergencyNews, personId: string): string =>
  `emergency:${accessId}:${news}:${personId}`;

const peoplePerRound = 200;
type Access = EmergencyAccessState & { recommendation: RecommendationState | null };

/**
 * Emergency access that waits or runs and of whose news nobody was mailed yet, at most `limit`: to be told to
 * everybody who may know of it now, whoever asked included. That person's mail marks the news as told.
 */
export async function emergenciesToMail(pool: Pool, limit: number): Promise<EmergencyToMail[]> {
  const { rows } = await pool.query<Access>(
    `select ${rowShapes['emergency-access'].selectList('emergency_access')},
       case when recommendation.id is not null then json_build_object('id', recommendation.id,
         'reviewId', recommendation.review_id, 'leadEntityId', recommendation.lead_entity_id) end as recommendation
     from ${emergencyAccessRows}
     where (emergency_access.state = 'requested'
         or emergency_access.state = 'approved' and ${isRunning('emergency_access')})
       and not exists (select 1 from mail where mail.key = 'emergency:' || emergency_access.id || ':'
         || emergency_access.state || ':' || emergency_access.requested_by_id)
     order by emergency_access.created_at limit $1`,
    [limit],
  );
  const told: EmergencyToMail[] = [];
  for (const { recommendation, ...access } of rows)
    told.push({
      accessId: access.id,
      news: access.state as EmergencyNews,
      people: await peopleWhoKnow(pool, access, recommendation),
    });
  return told;
}

/** Everybody with a right who may know of the access, each asked about by the rules themselves, and who asked. */
async function peopleWhoKnow(
  pool: Pool,
  access: EmergencyAccessState,
  recommendation: RecommendationState | null,
): Promise<Recipient[]> {
  const facts = { 'emergency-access': access, ...(recommendation && { recommendation }) };
  const known = new Set([access.requestedById]);
  let cursor: string | undefined;
  do {
    const page = await readPage<{ id: string }>(pool, peopleWithRights(), { limit: peoplePerRound, cursor });
    const ids = page.rows.map(({ id }) => id);
    const { rows: rights } = await pool.query<HeldRight>({ ...rightsOfMany, values: [ids] });
    for (const id of ids) {
      const held = rights.filter(({ personId }) => personId === id);
      const now = held[0]?.now;
      if (now && canRead(actorAt(id, held, now), 'emergency-access', facts)) known.add(id);
    }
    cursor = page.next ?? undefined;
  } while (cursor);
  const { rows } = await pool.query<{ personId: string; language: Language }>(
    'select id as "personId", language from person where id = any($1::uuid[]) order by id',
    [[...known]],
  );
  return rows;
}
