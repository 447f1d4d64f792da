import type { Actor } from '#contracts';
import { Parameters } from '../parameters.js';
import type { Questions } from '../reading/reader.js';
import { scopeSql } from '../scope-sql.js';

/** Which of these recommendations or items of evidence the person may read. */
export async function readableAmong(
  reader: Questions,
  actor: Actor,
  noun: 'recommendation' | 'evidence',
  ids: readonly string[],
): Promise<Set<string>> {
  const parameters = new Parameters();
  const from =
    noun === 'evidence'
      ? 'evidence join recommendation on recommendation.id = evidence.recommendation_id'
      : 'recommendation';
  const text = `select ${noun}.id from ${from} where ${noun}.id = any(${parameters.add(ids)}::uuid[])
    and ${scopeSql(actor, 'read', noun, parameters)}`;
  const { rows } = await reader.query<{ id: string }>(text, parameters.values);
  return new Set(rows.map(({ id }) => id));
}
