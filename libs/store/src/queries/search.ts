import type { Parameters } from '../parameters.js';

const chinese = /\p{Script=Han}/u;
const oneWord = /^[\p{L}\p{N}]{2,}$/u;

/**
 * Full-text condition on code, title and text of a recommendation. The query is what people type: words, "a
 * phrase", -without; a single word also finds what begins with it. Its language is not known, so it is stemmed by
 * the rules of each. Chinese has no word breaks, so it is found by trigrams.
 */
export function searchSql(query: string, parameters: Parameters): string {
  if (chinese.test(query)) {
    const pattern = parameters.add(`%${query.replace(/[\\%_]/g, (special) => `\\${special}`)}%`);
    return `(recommendation.code || ' ' || recommendation.title || ' ' || recommendation.text) ilike ${pattern}`;
  }
  const typed = parameters.add(query);
  const beginning = parameters.add(oneWord.test(query) ? query : null);
  return `recommendation.search @@ search_query(${typed}, ${beginning})`;
}
