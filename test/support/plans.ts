import type { Questions } from '#store';
import type { Statement } from './statements.js';

/** A step of PostgreSQL's plan, with those beneath it. */
export interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: PlanNode[];
}

/** The plan that PostgreSQL makes for a statement with its values. */
export async function planOf(
  reader: Questions,
  { text, values }: Pick<Statement, 'text' | 'values'>,
): Promise<PlanNode> {
  const { rows } = await reader.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>({
    text: `explain (format json) ${text}`,
    values,
  });
  return rows[0]?.['QUERY PLAN'][0].Plan as PlanNode;
}

/** The tables among the large ones that a plan reads from end to end. */
export function tablesScanned(node: PlanNode, large: readonly string[]): string[] {
  const relation = node['Relation Name'] ?? '';
  const own = node['Node Type'] === 'Seq Scan' && large.includes(relation) ? [relation] : [];
  return [...own, ...(node.Plans ?? []).flatMap((one) => tablesScanned(one, large))];
}
