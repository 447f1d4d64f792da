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
  const terms = query.match(/-?"[^"]*"?|\S+/g) ?? [];
  const unwanted = terms.filter(isUnwanted).map((term) => term.slice(1));
  const wanted = terms.filter((term) => !isUnwanted(term)).join(' ');
  return [
    ...(wanted ? [foundSql(wanted, parameters)] : []),
    ...unwanted.map((term) => `not coalesce(${foundSql(term, parameters)}, false)`),
  ].join(' and ');
}

/** A `-` before a term. It is taken apart, since stemmed by another language's rules no term is ever found. */
function isUnwanted(term: string): boolean {
  return /^-[^-]/.test(term);
}

function foundSql(words: string, parameters: Parameters): string {
  const typed = parameters.add(words);
  const beginning = parameters.add(oneWord.test(words) ? words : null);
  return `recommendation.search @@ search_query(${typed}, ${beginning})`;
}
