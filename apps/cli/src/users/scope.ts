import type { ScopeType } from '#contracts';
import type { Store } from '#store';
import { Trouble } from '../trouble.js';

/** Where a grant holds: the whole installation, an entity by acronym or name, or a review by code. */
export async function readScope(
  store: Store,
  written: string,
): Promise<{ scopeType: ScopeType; scopeId: string | null }> {
  if (written === 'installation') return { scopeType: 'installation', scopeId: null };
  const [, kind = '', name = ''] = /^(entity|review):(.+)$/s.exec(written) ?? [];
  const lookup = lookups[kind];
  if (!lookup)
    throw new Trouble(
      'usage',
      `--scope is installation, entity:ACRONYM or review:CODE; it was “${written}”.`,
    );
  const { rows } = await store.pool.query<{ id: string }>(lookup, [name]);
  const id = rows[0]?.id;
  if (!id) throw new Trouble('failed', `There is no ${kind} “${name}”.`);
  return { scopeType: kind as ScopeType, scopeId: id };
}

const lookups: Record<string, string> = {
  entity: 'select id from entity where lower(acronym) = lower($1) or lower(name) = lower($1)',
  review: 'select id from review where code = $1',
};
