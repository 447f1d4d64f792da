/**
 * Which recommendations a word, a pattern or a theme finds, whoever asks: identifiers alone, or null where they are
 * more than `most`. Readers reach the rows behind them under their policies; what PostgreSQL does not know to be
 * leakproof, such as a text search, finds nothing through an index there.
 */
const found = (name: string, table: string): string => `
  create function ${name}(typed text, beginning text, pattern text, theme text, most integer) returns uuid[]
  language plpgsql stable security definer
  set search_path = pg_catalog, public, pg_temp set enable_seqscan = off set plan_cache_mode = force_custom_plan as $$
    declare
      ids uuid[];
    begin
      select array_agg(kept.id) into ids from (
        select row.id from ${table} row
        where (typed is null or row.search @@ search_query(typed, beginning))
          and (pattern is null or (row.code || ' ' || row.title || ' ' || row.text) ilike pattern)
          and (theme is null or row.themes @> array[theme])
        limit most + 1) kept;
      if cardinality(ids) > most then
        return null;
      end if;
      return array(select distinct id from unnest(ids) id);
    end
  $$;
  revoke execute on function ${name}(text, text, text, text, integer) from public;
  grant execute on function ${name}(text, text, text, text, integer) to uphold_reader;`;

export const candidates =
  found('found_recommendations', 'recommendation') +
  found('found_past_recommendations', 'recommendation_past');
export const withoutCandidates = `
  drop function found_recommendations(text, text, text, text, integer);
  drop function found_past_recommendations(text, text, text, text, integer);`;
