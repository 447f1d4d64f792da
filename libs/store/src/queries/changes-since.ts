import type { Pool } from 'pg';
import type { ChangeSince, EntryBody, Opening } from '#contracts';
import { openedBody } from '#ledger';

/** What happened to one object after a version, oldest first, at most the last fifty changes. */
export async function historySince(pool: Pool, objectId: string, version: number): Promise<ChangeSince[]> {
  type Row = Omit<ChangeSince, 'set' | 'was'> & { body: EntryBody; openings: Opening[] };
  const { rows } = await pool.query<Row>({
    name: 'history-since',
    text: `select e.object_version as version, e.action, e.at, p.name as "actorName", e.canon::jsonb -> 'body' as body,
        coalesce(o.openings, '[]') as openings
      from entry e left join person p on p.id = e.actor_id left join opening o on o.entry_id = e.id
      where e.object_id = $1 and e.object_version > $2
      order by e.object_version desc limit 50`,
    values: [objectId, version],
  });
  return rows.reverse().map(({ body, openings, ...change }) => {
    const { set, was } = openedBody(body, openings);
    return { ...change, set, was };
  });
}
