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
    const pattern = parameters.add(patternOf(query));
    return `(recommendation.code || ' ' || recommendation.title || ' ' || recommendation.text) ilike ${pattern}`;
  }
  const { wanted, unwanted } = termsOf(query);
  return [
    ...(wanted ? [foundSql(wanted, parameters)] : []),
    ...unwanted.map((term) => `not coalesce(${foundSql(term, parameters)}, false)`),
  ].join(' and ');
}

/** What the searched text must hold, in the form of `found_recommendations`; nulls where only its absence is asked for. */
export function wantedIn(query: string): {
  typed: string | null;
  beginning: string | null;
  pattern: string | null;
} {
  if (chinese.test(query)) return { typed: null, beginning: null, pattern: patternOf(query) };
  const { wanted } = termsOf(query);
  return { typed: wanted || null, beginning: beginningOf(wanted), pattern: null };
}

function termsOf(query: string): { wanted: string; unwanted: string[] } {
  const terms = query.match(/-?"[^"]*"?|\S+/g) ?? [];
  return {
    wanted: terms.filter((term) => !isUnwanted(term)).join(' '),
    unwanted: terms.filter(isUnwanted).map((term) => term.slice(1)),
  };
}

const patternOf = (query: string): string => `%${query.replace(/[\\%_]/g, (special) => `\\${special}`)}%`;
const beginningOf = (words: string): string | null => (oneWord.test(words) ? words : null);

/** A `-` before a term. It is taken apart, since stemmed by another language's rules no term is ever found. */
function isUnwanted(term: string): boolean {
  return /^-[^-]/.test(term);
}

function foundSql(words: string, parameters: Parameters): string {
  const typed = parameters.add(words);
  const beginning = parameters.add(beginningOf(words));
  return `recommendation.search @@ search_query(${typed}, ${beginning})`;
}
