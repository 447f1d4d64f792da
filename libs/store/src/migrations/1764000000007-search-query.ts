import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What people type, as a full-text query by the rules of every language, each word once: six times the same rare
 * word would look to the planner like a common one. Immutable, so that the planner sees the query and not a call.
 * Statistics on more words tell rare ones from common ones, and a short list of what is not in the index yet
 * keeps a search from reading through it.
 */
export class SearchQuery1764000000007 implements MigrationInterface {
  readonly name = 'SearchQuery1764000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function search_query(typed text, beginning text) returns tsquery
      language sql immutable parallel safe as $$
        select string_agg(distinct '(' || stemmed::text || ')', ' | ')::tsquery
        from unnest(array[
          websearch_to_tsquery('simple', typed),
          websearch_to_tsquery('english', typed),
          websearch_to_tsquery('french', typed),
          websearch_to_tsquery('spanish', typed),
          websearch_to_tsquery('russian', typed),
          websearch_to_tsquery('arabic', typed),
          to_tsquery('simple', beginning || ':*')
        ]) as stemmed
        where numnode(stemmed) > 0
      $$;
      alter index recommendation_search set (gin_pending_list_limit = 256);
      alter table recommendation alter column search set statistics 1000;
      analyze recommendation (search);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter index recommendation_search reset (gin_pending_list_limit);
      alter table recommendation alter column search set statistics default;
      drop function search_query(text, text);
    `);
  }
}
