import { LRUCache } from 'lru-cache';
import type { Pool } from 'pg';
import type { Actor } from '#contracts';
import type { RightsWatch } from './rights-watch.js';
import { actorAt, rightsQuery, type HeldRight } from './rights.js';

interface Known {
  loading: Promise<Actor>;
  /** When one of the rights begins or ends by itself, on this process's monotonic clock in ms. */
  staleAt: number;
}

/**
 * Who acts, with running rights, as permissions read it. Kept in memory and dropped by the feed as soon as an
 * account, a grant, a delegation or the tree of entities changes, so that no request reads it twice; where a right
 * begins or ends by itself, read again when that time comes.
 */
export class Actors {
  private readonly known: LRUCache<string, Known>;

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
    if (known && performance.now() < known.staleAt) return known.loading;
    const fresh: Known = { loading: this.load(personId, () => fresh), staleAt: Infinity };
    this.known.set(personId, fresh);
    fresh.loading.catch(() => this.known.delete(personId));
    return fresh.loading;
  }

  /** Drops what is remembered of a person. */
  forget(personId: string): void {
    this.known.delete(personId);
  }

  /** Drops everything: the tree of entities changed, or entries may have been missed. */
  forgetAll(): void {
    this.known.clear();
  }

  private async load(personId: string, known: () => Known): Promise<Actor> {
    const askedAt = performance.now();
    const { rows } = await this.pool.query<HeldRight>({ ...rightsQuery, values: [personId] });
    const now = rows[0]?.now ?? '';
    const actor = actorAt(personId, rows, now);
    // Counted from before the question was put, so that it is never too late.
    if (actor.changesAt) known().staleAt = askedAt + Date.parse(actor.changesAt) - Date.parse(now);
    return actor;
  }
}
