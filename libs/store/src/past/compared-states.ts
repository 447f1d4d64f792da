import type { Comparison, FieldDifference, ObjectType, StateOf } from '#contracts';
import { rowShapes } from '../entities/rows.js';
import type { Reader } from '../reading/reader.js';

type State = StateOf[ObjectType];
interface Named {
  objectType: ObjectType;
  id: string;
}
/** The entry that changed a field last. */
export type LastChange = FieldDifference['changed'];

/** How objects stood at a time, by identifier; those that were not there yet are missing. */
export async function statesAt(
  reader: Reader,
  objects: readonly Named[],
  time: string,
): Promise<Map<string, State>> {
  const states = new Map<string, State>();
  await Promise.all(
    [...new Set(objects.map(({ objectType }) => objectType))].map(async (type) => {
      const ids = objects.filter(({ objectType }) => objectType === type).map(({ id }) => id);
      const { rows } = await reader.query<State>({
        name: `past-at-${type}`,
        text: `select ${rowShapes[type].selectList('past')} from ${rowShapes[type].past} past
          where id = any($1::uuid[]) and updated_at <= $2::timestamptz and valid_until > $2::timestamptz`,
        values: [ids, time],
      });
      for (const row of rows) states.set(row.id, row);
    }),
  );
  return states;
}

interface ChangeRow extends Omit<LastChange, 'by'> {
  objectId: string;
  field: string;
  byId: string | null;
  byName: string | null;
}

/** Of each object and field, the last entry after one time and up to another that set it. */
export async function lastChanges(
  reader: Reader,
  objects: readonly Named[],
  { from, to }: { from: string; to: string },
): Promise<Map<string, Map<string, LastChange>>> {
  const { rows } = await reader.query<ChangeRow>({
    name: 'last-changes',
    text: `select distinct on (leaf.object_id, set.field) leaf.object_id as "objectId", set.field, leaf.index,
        leaf.at, leaf.action, leaf.entry_id as "entryId", person.id as "byId", person.name as "byName"
      from leaf join entry on entry.id = leaf.entry_id
        cross join lateral jsonb_object_keys(entry.canon::jsonb #> '{body,set}') as set (field)
        left join person on person.id = leaf.actor_id
      where leaf.object_id = any($1::uuid[]) and leaf.at > $2::timestamptz and leaf.at <= $3::timestamptz
      order by leaf.object_id, set.field, leaf.index desc`,
    values: [objects.map(({ id }) => id), from, to],
  });
  const changes = new Map<string, Map<string, LastChange>>();
  for (const { objectId, field, byId, byName, ...entry } of rows) {
    const by = byId && byName !== null ? { id: byId, name: byName } : null;
    const ofObject = changes.get(objectId) ?? new Map<string, LastChange>();
    changes.set(objectId, ofObject.set(field, { ...entry, by }));
  }
  return changes;
}

/** Code and title of the recommendations that these objects belong to, as of a time. */
export async function recommendationNames(
  reader: Reader,
  states: Iterable<State>,
  time: string,
): Promise<Map<string, NonNullable<Comparison['recommendation']>>> {
  const ids = [...states].flatMap((state) => ('recommendationId' in state ? state.recommendationId : []));
  if (ids.length === 0) return new Map();
  const { rows } = await reader.query<NonNullable<Comparison['recommendation']>>({
    name: 'recommendation-names-at',
    text: `select id, code, title from recommendation_past
      where id = any($1::uuid[]) and updated_at <= $2::timestamptz and valid_until > $2::timestamptz`,
    values: [[...new Set(ids)], time],
  });
  return new Map(rows.map((row) => [row.id, row]));
}
