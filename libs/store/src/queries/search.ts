import type { Parameters } from '../parameters.js';

/** Text search configurations by which the words of a query are stemmed; the query's own language is not known. */
const configurations = ['simple', 'english', 'french', 'spanish', 'russian', 'arabic'] as const;
const chinese = /\p{Script=Han}/u;

/**
 * Full-text condition on code, title and text of a recommendation. The query is what people type: words, "a
 * phrase", -without. Chinese has no word breaks, so it is found by trigrams.
 */
export function searchSql(query: string, parameters: Parameters): string {
  if (chinese.test(query)) {
    const pattern = parameters.add(`%${query.replace(/[\\%_]/g, (special) => `\\${special}`)}%`);
    return `(recommendation.code || ' ' || recommendation.title || ' ' || recommendation.text) ilike ${pattern}`;
  }
  const words = parameters.add(query);
  const stemmed = configurations.map((configuration) => `websearch_to_tsquery('${configuration}', ${words})`);
  const beginning = /^[\p{L}\p{N}]{2,}$/u.test(query)
    ? [`to_tsquery('simple', ${parameters.add(`${query}:*`)})`]
    : [];
  return `recommendation.search @@ (${[...stemmed, ...beginning].join(' || ')})`;
}
