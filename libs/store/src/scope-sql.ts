import type { Actor } from '#contracts';
import { scopeOf, type Deed, type Noun, type ScopeNode } from '#permissions';
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
  person: 'person',
  grant: 'granted',
  history: 'leaf',
};

/**
 * The rows on which a person may do a deed, as an SQL condition over the aliases above. `false` where on none,
 * `true` where on all.
 */
export function scopeSql(actor: Actor, deed: Deed, noun: Noun, parameters: Parameters): string {
  const scope = scopeOf(actor, deed, noun);
  return scope ? conditionSql(scope, parameters) : 'false';
}

/** A condition tree as SQL. A comparison with null, as with a row that is not there, is false and never unknown. */
export function conditionSql(node: ScopeNode, parameters: Parameters): string {
  switch (node.operator) {
    case 'and':
      return joined(node.value, ' and ', 'true', parameters);
    case 'or':
      return joined(node.value, ' or ', 'false', parameters);
    case 'not':
      return `not ${joined(node.value, ' and ', 'true', parameters)}`;
    case 'eq':
      return node.value === null
        ? `${columnOf(node.field)} is null`
        : `coalesce(${columnOf(node.field)} = ${parameters.add(node.value)}${castOf(node.field)}, false)`;
    case 'in':
      return `coalesce(${columnOf(node.field)} = any(${parameters.add(node.value)}${castOf(node.field)}${castOf(node.field) && '[]'}), false)`;
    default:
      throw new Error(`no SQL for a condition '${(node as ScopeNode).operator}'`);
  }
}

function joined(nodes: ScopeNode[], word: string, empty: string, parameters: Parameters): string {
  if (nodes.length === 0) return empty;
  return `(${nodes.map((node) => conditionSql(node, parameters)).join(word)})`;
}

/** The column behind a field such as `recommendation.leadEntityId`. */
function columnOf(field: string): string {
  const [part = '', name = ''] = field.split('.');
  const alias = aliases[part];
  if (!alias) throw new Error(`no table for the condition field '${field}'`);
  return `${alias}.${columnName(name)}`;
}

function castOf(field: string): string {
  return /[iI]d$/.test(field) ? '::uuid' : '';
}
