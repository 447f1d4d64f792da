import type { Pool } from 'pg';
import type { ChangeSince, EntryBody } from '#contracts';

/** What happened to one object after a version, oldest first, at most the last fifty changes. */
export async function historySince(pool: Pool, objectId: string, version: number): Promise<ChangeSince[]> {
  const { rows } = await pool.query<Omit<ChangeSince, 'set' | 'was'> & { body: EntryBody }>({
    name: 'history-since',
    text: `select e.object_version as version, e.action, e.at, p.name as "actorName", e.canon::jsonb -> 'body' as body
      from entry e left join person p on p.id = e.actor_id
      where e.object_id = $1 and e.object_version > $2
      order by e.object_version desc limit 50`,
    values: [objectId, version],
  });
  return rows.reverse().map(({ body, ...change }) => ({ ...change, set: body.set, was: body.was }));
}
