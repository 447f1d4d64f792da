import { roles, scopeTypes, type ActorGrant, type ProblemCode, type Role, type ScopeType } from '#contracts';
import type { ConditionField, Conditions } from './condition.js';
import { sentencesFor } from './declaration.js';
import type { Deed, Noun, Sentence } from './sentence.js';

/** Something that must hold of an object: in words of the declaration, with what stood for values. */
export interface MatrixCondition {
  /** `in-scope`, `scope-below`, or the field that is looked at. */
  about: 'in-scope' | 'scope-below' | ConditionField;
  /** `me`: it names the person who asks. `none`: it names nobody. `not`: it is none of the values. */
  is: 'so' | 'me' | 'none' | 'one-of' | 'not';
  values: readonly string[];
}

/** One way in which a role may do a deed: all conditions together, under grants of these scopes. */
export interface MatrixWay {
  conditions: readonly MatrixCondition[];
  scopes: readonly ScopeType[];
  /** The fields that are told; null where all are. */
  fields: readonly string[] | null;
}

/** A deed on a kind of object: by role, the ways in which it is allowed, any of which suffices; and when it never is. */
export interface MatrixRow {
  deed: Deed;
  noun: Noun;
  ways: Readonly<Record<Role, readonly MatrixWay[]>>;
  never: readonly { because: ProblemCode; conditions: readonly MatrixCondition[] }[];
}

const me = 'the person who asks';
const scope = 'the scope of the grant';
const below = 'an entity below';

let made: readonly MatrixRow[] | undefined;

/**
 * The whole declaration as a table, read off what it says to one person of each role in each kind of scope. Shown
 * to people and written into the description of the API, which asks for it once for every route.
 */
export const permissionMatrix = (): readonly MatrixRow[] => (made ??= makeMatrix());

function makeMatrix(): MatrixRow[] {
  const rows = new Map<string, { deed: Deed; noun: Noun; ways: Record<Role, MatrixWay[]> }>();
  for (const role of roles)
    for (const scopeType of scopeTypes)
      for (const sentence of saidTo(role, scopeType)) {
        const key = `${sentence.noun} ${sentence.deed}`;
        const row = rows.get(key) ?? { deed: sentence.deed, noun: sentence.noun, ways: noWays() };
        rows.set(key, row);
        if (!sentence.because) addWay(row.ways[role], sentence, scopeType);
      }
  const never = forbidden();
  return [...rows.values()].map((row) => ({
    ...row,
    ways: Object.fromEntries(
      roles.map((role) => [role, inOneWord(row.ways[role])]),
    ) as unknown as MatrixRow['ways'],
    never: never
      .filter(({ deed, noun }) => deed === row.deed && noun === row.noun)
      .map(({ where, because }) => ({ because, conditions: conditionsOf(where) })),
  }));
}

const noWays = () =>
  Object.fromEntries(roles.map((role) => [role, [] as MatrixWay[]])) as Record<Role, MatrixWay[]>;

function grantOf(role: Role, scopeType: ScopeType): ActorGrant {
  return {
    id: 'a grant',
    role,
    scopeType,
    scopeId: scopeType === 'installation' ? null : scope,
    entityIds: scopeType === 'entity' ? [scope, below] : [],
    verifies: true,
  };
}

const saidTo = (role: Role, scopeType: ScopeType): Sentence[] =>
  sentencesFor({ personId: me, grants: [grantOf(role, scopeType)] });

/** What is forbidden whatever is allowed: said to everybody, with or without a grant. */
const forbidden = (): (Sentence & { because: ProblemCode })[] =>
  sentencesFor({ personId: me, grants: [] }).flatMap((sentence) =>
    sentence.because ? [{ ...sentence, because: sentence.because }] : [],
  );

function addWay(ways: MatrixWay[], { where, fields }: Sentence, scopeType: ScopeType): void {
  const conditions = conditionsOf(where);
  const told = fields ? [...fields] : null;
  const same = JSON.stringify([conditions, told]);
  const known = ways.findIndex((way) => JSON.stringify([way.conditions, way.fields]) === same);
  const before = ways[known];
  if (!before) ways.push({ conditions, scopes: [scopeType], fields: told });
  else if (!before.scopes.includes(scopeType))
    ways[known] = { ...before, scopes: [...before.scopes, scopeType] };
}

/** Within the whole installation everything is in scope, so that such a way is the same as one within a part. */
function inOneWord(ways: readonly MatrixWay[]): MatrixWay[] {
  const keyOf = ({ conditions, fields }: MatrixWay) =>
    JSON.stringify([conditions.filter(({ about }) => about !== 'in-scope'), fields]);
  const isWithin = ({ conditions }: MatrixWay) => conditions.some(({ about }) => about === 'in-scope');
  const isOfAll = (way: MatrixWay) => !isWithin(way) && way.scopes.includes('installation');
  const within = ways.filter(isWithin);
  return ways.flatMap((way): MatrixWay[] => {
    const key = keyOf(way);
    if (isWithin(way) && ways.some((one) => isOfAll(one) && keyOf(one) === key))
      return [{ ...way, scopes: ['installation', ...way.scopes] }];
    if (!isOfAll(way) || !within.some((one) => keyOf(one) === key)) return [way];
    const scopes = way.scopes.filter((scope) => scope !== 'installation');
    return scopes.length > 0 ? [{ ...way, scopes }] : [];
  });
}

function conditionsOf(where: Conditions): MatrixCondition[] {
  const conditions = Object.entries(where).map(([field, wanted]) =>
    conditionOf(field as ConditionField, wanted),
  );
  // The place comes first: it is what people look for.
  return conditions.sort((one, other) => Number(isPlace(other)) - Number(isPlace(one)));
}

const isPlace = ({ about }: MatrixCondition) => about === 'in-scope' || about === 'scope-below';

function conditionOf(about: ConditionField, wanted: Conditions[ConditionField]): MatrixCondition {
  if (wanted === null || wanted === undefined) return { about, is: 'none', values: [] };
  if (wanted === me) return { about, is: 'me', values: [] };
  if (typeof wanted === 'object' && '$ne' in wanted) return { about, is: 'not', values: [wanted.$ne] };
  const values = (typeof wanted === 'string' ? [wanted] : wanted.$in).map(String);
  if (values.includes(scope)) return { about: 'in-scope', is: 'so', values: [] };
  if (values.includes(below)) return { about: 'scope-below', is: 'so', values: [] };
  return { about, is: 'one-of', values };
}
