import type { Actor, ObjectType } from '#contracts';
import { scopeOf, type Deed, type Noun, type Part, type ScopeNode } from '#permissions';
import { columnName } from './naming-strategy.js';
import type { Parameters } from './parameters.js';

/** Tables whose columns conditions may name; a query joins them under these aliases. `history` is table `leaf`. */
const aliases: Record<string, string> = {
  recommendation: 'recommendation',
  review: 'review',
  proposal: 'proposal',
  action: 'action',
  evidence: 'evidence',
  comment: 'comment',
  redaction: 'redaction',
  'emergency-access': 'emergency_access',
  mapping: 'mapping',
  person: 'person',
  grant: 'granted',
  delegation: 'delegation',
  history: 'leaf',
};

/** The alias under which a query joins the rows of an object type. */
export const aliasOf = (objectType: ObjectType): string => aliases[objectType] ?? objectType;

/** What is asked of whom about what: a deed on objects, or on a part of each. */
export interface Asked {
  actor: Actor;
  deed: Deed;
  noun: Noun;
  part?: Part | undefined;
}

/**
 * The rows on which a person may do a deed, as an SQL condition over the aliases above. `false` where on none, `true`
 * where on all.
 */
export function scopeSql(actor: Actor, deed: Deed, noun: Noun, parameters: Parameters): string {
  return askedSql({ actor, deed, noun }, parameters);
}

/** The same of a part of each row, and with a suffix after each alias. */
export function askedSql({ actor, deed, noun, part }: Asked, parameters: Parameters, suffix = ''): string {
  const scope = scopeOf(actor, deed, noun, part);
  return scope ? conditionSql(scope, parameters, { suffix }) : 'false';
}

/** How a condition is written: under which aliases, and whether it stands beneath a `not`. */
interface Writing {
  suffix?: string;
  isNegated?: boolean;
}

/**
 * A condition tree as SQL. A comparison with null, as with a row that is not there, is unknown, which a `where`
 * takes for false; beneath a `not` it is made false, since unknown would stay unknown there.
 */
export function conditionSql(node: ScopeNode, parameters: Parameters, writing: Writing = {}): string {
  const { suffix = '', isNegated = false } = writing;
  const never = (comparison: string) => (isNegated ? `coalesce(${comparison}, false)` : comparison);
  switch (node.operator) {
    case 'and':
      return joined(node.value, ' and ', 'true', (one) => conditionSql(one, parameters, writing));
    case 'or':
      return joined(node.value, ' or ', 'false', (one) => conditionSql(one, parameters, writing));
    case 'not':
      return `not ${joined(node.value, ' and ', 'true', (one) =>
        conditionSql(one, parameters, { suffix, isNegated: true }),
      )}`;
    case 'eq':
      return node.value === null
        ? `${columnOf(node.field, suffix)} is null`
        : never(`${columnOf(node.field, suffix)} = ${parameters.add(node.value)}${castOf(node.field)}`);
    case 'ne':
      return `${columnOf(node.field, suffix)} is distinct from ${parameters.add(node.value)}${castOf(node.field)}`;
    case 'in':
      return never(
        `${columnOf(node.field, suffix)} = any(${parameters.add(node.value)}${listCastOf(node.field)})`,
      );
    default:
      throw new Error(`no SQL for a condition '${(node as ScopeNode).operator}'`);
  }
}

function joined(nodes: ScopeNode[], word: string, empty: string, sqlOf: (node: ScopeNode) => string): string {
  if (nodes.length === 0) return empty;
  return `(${nodes.map(sqlOf).join(word)})`;
}

/** The column behind a field such as `recommendation.leadEntityId`. */
function columnOf(field: string, suffix: string): string {
  const [part = '', name = ''] = field.split('.');
  const alias = aliases[part];
  if (!alias) throw new Error(`no table for the condition field '${field}'`);
  return `${alias}${suffix}.${columnName(name)}`;
}

function castOf(field: string): string {
  return /[iI]d$/.test(field) ? '::uuid' : '';
}

function listCastOf(field: string): string {
  return castOf(field) && `${castOf(field)}[]`;
}
