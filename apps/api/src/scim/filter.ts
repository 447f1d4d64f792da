import { ScimFault, wrong } from './scim-fault.js';

/** One comparison of a filter: an attribute, in lower case and without its schema, is equal to a value. */
export interface FilterTerm {
  attribute: string;
  value: string | boolean;
}

const lengthMax = 1_000;
const termsMax = 10;

const token =
  /\s*(?:(?<text>"(?:[^"\\\u0000-\u001f]|\\["\\/bfnrt]|\\u[0-9a-f]{4})*")|(?<word>[a-z$][\w$:.-]*)|(?<mark>[[\].()]))/iy;

interface Token {
  kind: 'text' | 'word' | 'mark';
  text: string;
}

/**
 * Reads a filter (RFC 7644 section 3.4.2.2) of the part that directories ask by: `eq`, joined by `and`, also of one
 * value of several, as in `emails[type eq "work"].value eq "a@b.c"`, where the type is passed over: there is one
 * address. Everything else is refused, for half an answer to a filter would be a wrong one.
 *
 * @throws ScimFault invalidFilter
 */
export function parseFilter(text: string): FilterTerm[] {
  if (text.length > lengthMax) throw wrong('invalidFilter', `a filter has ${lengthMax} characters at most`);
  const reading = new Reading(tokensOf(text));
  const terms = [termOf(reading)];
  while (!reading.isOver) {
    reading.takeWord('and');
    terms.push(termOf(reading));
    if (terms.length > termsMax) throw wrong('invalidFilter', `a filter has ${termsMax} terms at most`);
  }
  return terms;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const whole = text.trimEnd();
  for (token.lastIndex = 0; token.lastIndex < whole.length;) {
    const groups = token.exec(whole)?.groups;
    if (!groups) throw wrong('invalidFilter', 'the filter cannot be read');
    const kind = (['text', 'word', 'mark'] as const).find((one) => groups[one] !== undefined) ?? 'mark';
    tokens.push({ kind, text: groups[kind] ?? '' });
  }
  return tokens;
}

/** Tokens that are taken one after the other. */
class Reading {
  private place = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get isOver(): boolean {
    return this.place >= this.tokens.length;
  }

  take(kind: Token['kind']): string {
    const next = this.tokens[this.place];
    if (next?.kind !== kind) throw wrong('invalidFilter', `there is no ${kind} where one is needed`);
    this.place += 1;
    return next.text;
  }

  takeWord(word: string): void {
    if (this.take('word').toLowerCase() !== word)
      throw wrong('invalidFilter', 'filters are of “eq” and “and” alone');
  }

  takeMark(mark: string): boolean {
    const isNext = this.tokens[this.place]?.text === mark && this.tokens[this.place]?.kind === 'mark';
    if (isNext) this.place += 1;
    return isNext;
  }

  isNext(kind: Token['kind']): boolean {
    return this.tokens[this.place]?.kind === kind;
  }
}

function termOf(reading: Reading): FilterTerm {
  if (reading.takeMark('(')) {
    const term = termOf(reading);
    if (!reading.takeMark(')')) throw wrong('invalidFilter', 'a bracket is not closed');
    return term;
  }
  const attribute = attributeOf(reading.take('word'));
  const inner = reading.takeMark('[') ? withinBrackets(reading) : null;
  if (inner && !reading.takeMark('.')) {
    if (!inner.value) throw wrong('invalidFilter', 'the filter names no value');
    return { attribute: `${attribute}.value`, value: inner.value };
  }
  const path = inner ? `${attribute}.${reading.take('word').toLowerCase()}` : attribute;
  reading.takeWord('eq');
  return { attribute: path, value: valueOf(reading) };
}

/** `type eq "work"`, `value eq "a@b.c"`, or both, up to the bracket that closes. */
function withinBrackets(reading: Reading): { value: string | null } {
  let value: string | null = null;
  do {
    const attribute = reading.take('word').toLowerCase();
    reading.takeWord('eq');
    const given = valueOf(reading);
    if (attribute === 'value' && typeof given === 'string') value = given;
    else if (attribute !== 'type' && attribute !== 'primary')
      throw wrong('invalidFilter', `there is no “${attribute}” to ask for here`);
    if (reading.takeMark(']')) return { value };
    reading.takeWord('and');
  } while (!reading.isOver);
  throw wrong('invalidFilter', 'a bracket is not closed');
}

function valueOf(reading: Reading): string | boolean {
  if (reading.isNext('text')) {
    const text = JSON.parse(reading.take('text')) as string;
    if (/[\p{Cc}\p{Cs}]/u.test(text)) throw wrong('invalidFilter', 'a value has characters that no text has');
    return text;
  }
  const word = reading.take('word').toLowerCase();
  if (word === 'true' || word === 'false') return word === 'true';
  throw wrong('invalidFilter', 'a value is a text in quotation marks, true or false');
}

/** What an operation of a PATCH is about: an attribute, one of its several values, a part of it. */
export interface Path {
  /** In lower case and without its schema; with its part, as in `name.givenname`. */
  attribute: string;
  /** Which of several values: null for all, and a value of null for those of a kind. */
  chosen: { value: string | null } | null;
}

/** Reads a path (RFC 7644 section 3.5.2, figure 7). @throws ScimFault invalidPath */
export function parsePath(text: string): Path {
  try {
    if (text.length > lengthMax) throw wrong('invalidPath', 'the path is too long');
    const reading = new Reading(tokensOf(text));
    const attribute = attributeOf(reading.take('word'));
    const chosen = reading.takeMark('[') ? withinBrackets(reading) : null;
    const part = chosen && reading.takeMark('.') ? `.${reading.take('word').toLowerCase()}` : '';
    if (!reading.isOver) throw wrong('invalidPath', 'the path goes on after its end');
    return { attribute: `${attribute}${part}`, chosen };
  } catch (fault) {
    if (fault instanceof ScimFault) throw wrong('invalidPath', fault.message);
    throw fault;
  }
}

/** Names are the same in any case, and may begin with that of their schema (RFC 7644 section 3.10). */
export const attributeOf = (name: string): string =>
  name.toLowerCase().replace(/^urn:ietf:params:scim:schemas:core:2\.0:(?:user|group):/, '');
