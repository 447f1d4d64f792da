import { LRUCache } from 'lru-cache';
import type { Pool } from 'pg';
import type { Actor, ActorGrant } from '#contracts';
import type { RightsWatch } from './rights-watch.js';

const actorQuery = {
  name: 'actor',
  text: `
    select g.id, g.role, g.scope_type as "scopeType", g.scope_id as "scopeId", g.verifies,
      case when g.scope_type = 'entity' then array(
        with recursive below as (
          select id from entity where id = g.scope_id
          union all
          select entity.id from entity join below on entity.parent_id = below.id
        ) select id from below) else '{}'::uuid[] end as "entityIds"
    from "grant" g join person p on p.id = g.person_id
    where g.person_id = $1 and g.ended_at is null and p.state = 'active'
    order by g.created_at, g.id`,
};

/**
 * Who acts, with running grants, as permissions read it. Kept in memory and dropped by the feed as soon as an
 * account, a grant or the tree of entities changes, so that no request reads it twice.
 */
export class Actors {
  private readonly known: LRUCache<string, Promise<Actor>>;

  constructor(
    private readonly pool: Pool,
    /** Bounds how long what is remembered is believed, whoever is to drop it. */
    private readonly rights: Pick<RightsWatch, 'fresh'>,
    capacity = 10_000,
  ) {
    this.known = new LRUCache({ max: capacity });
  }

  async of(personId: string): Promise<Actor> {
    await this.rights.fresh();
    const known = this.known.get(personId);
    if (known) return known;
    const loading = this.load(personId);
    this.known.set(personId, loading);
    loading.catch(() => this.known.delete(personId));
    return loading;
  }

  /** Drops what is remembered of a person. */
  forget(personId: string): void {
    this.known.delete(personId);
  }

  /** Drops everything: the tree of entities changed, or entries may have been missed. */
  forgetAll(): void {
    this.known.clear();
  }

  private async load(personId: string): Promise<Actor> {
    const { rows } = await this.pool.query<ActorGrant>({ ...actorQuery, values: [personId] });
    return { personId, grants: rows };
  }
}
