import { objectTypes, type ObjectType, type Receipt, type StateOf } from '#contracts';
import { rowShapes, type Store } from '#store';
import type { Glimpse } from './random/glimpse.js';

/** What there is in a database, kept up with receipts; remembers every state that it saw. */
export class StoredGlimpse implements Glimpse {
  /** States by identifier and version. */
  readonly seen = new Map<string, StateOf[ObjectType]>();
  private readonly states = new Map<ObjectType, readonly StateOf[ObjectType][]>();

  constructor(private readonly store: Store) {}

  now(): string {
    return new Date().toISOString();
  }

  all<T extends ObjectType>(objectType: T): readonly StateOf[T][] {
    return (this.states.get(objectType) ?? []) as readonly StateOf[T][];
  }

  /** Reads the rows of these types again. */
  async look(types: readonly ObjectType[] = objectTypes): Promise<void> {
    for (const type of types) {
      const { selectList, table } = rowShapes[type];
      const text = `select ${selectList('row')} from ${table} row order by row.id`;
      const { rows } = await this.store.pool.query<StateOf[ObjectType]>({ name: `look:${type}`, text });
      this.states.set(type, rows);
      for (const state of rows) this.seen.set(`${state.id} ${state.version}`, state);
    }
  }

  async follow(receipts: readonly Receipt[]): Promise<void> {
    const types = receipts.flatMap(({ entries }) => entries.map(({ objectType }) => objectType));
    await this.look(objectTypes.filter((type) => types.includes(type)));
  }
}
