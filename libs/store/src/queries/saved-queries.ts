import type { Pool } from 'pg';
import { Refusal, savedQueriesMax, type Page, type SavedQuery, type SaveQuery } from '#contracts';
import type { Reader } from '../reading/reader.js';

const nameIsTaken = 'saved_query_name';

/** The questions to the history that the person keeps, by name. Like a bookmark, they are no part of the record. */
export async function listSavedQueries(reader: Reader, personId: string): Promise<Page<SavedQuery>> {
  const { rows } = await reader.query<SavedQuery>({
    name: 'saved-queries',
    text: `select id, name, query from saved_query where person_id = $1 order by lower(name) limit ${savedQueriesMax}`,
    values: [personId],
  });
  return { rows, next: null };
}

/**
 * Keeps a question under a name of its own, anew or in place of what was kept under this id. What somebody else keeps
 * is answered as if it were not there.
 */
export async function saveQuery(
  pool: Pool,
  personId: string,
  id: string,
  { name, query }: SaveQuery,
): Promise<SavedQuery> {
  const { rows } = await pool
    .query<SavedQuery & { personId: string | null }>(
      `with kept as (select id, person_id from saved_query where id = $1),
         allowed as (
           select 1 where exists (select 1 from kept where person_id = $2)
             or (not exists (select 1 from kept)
               and (select count(*) from saved_query where person_id = $2) < $5)
         ),
         saved as (
           insert into saved_query (id, person_id, name, query) select $1, $2, $3, $4 from allowed
           on conflict (id) do update set name = excluded.name, query = excluded.query
             where saved_query.person_id = excluded.person_id
           returning id, name, query
         )
       select saved.id, saved.name, saved.query, kept.person_id as "personId"
       from (values (1)) once left join saved on true left join kept on true`,
      [id, personId, name, JSON.stringify(query), savedQueriesMax],
    )
    .catch((fault: Error & { constraint?: string }) => {
      throw fault.constraint === nameIsTaken
        ? new Refusal('already-exists', 'another question is kept under this name', {
            fields: [{ field: 'name', message: 'is taken' }],
          })
        : fault;
    });
  const saved = rows[0];
  if (saved?.id) return { id: saved.id, name: saved.name, query: saved.query };
  if (saved?.personId) throw new Refusal('not-found', 'no such question is kept here');
  throw new Refusal('limit-reached', `at most ${savedQueriesMax} questions are kept`);
}

/** Forgets a question that the person keeps. */
export async function forgetQuery(pool: Pool, personId: string, id: string): Promise<void> {
  const { rowCount } = await pool.query('delete from saved_query where id = $1 and person_id = $2', [
    id,
    personId,
  ]);
  if (rowCount === 0) throw new Refusal('not-found', 'no such question is kept here');
}
