import { describe, expect, test } from '@jest/globals';
import type { Pool } from 'pg';
import { RightsWatch } from './rights-watch.js';

/** A database that counts how often it is asked; the watch asks it one thing alone. */
function asked(isGone = () => false) {
  let count = 0;
  const query = () => {
    count += 1;
    if (isGone()) return Promise.reject(new Error('the database is gone'));
    return Promise.resolve({ rows: [{ horizon: '7', id: null }] });
  };
  return { pool: { query } as unknown as Pool, count: () => count };
}

describe('what a node remembers of rights', () => {
  test('is believed for less than two seconds without looking, and looked up no oftener', async () => {
    let now = 0;
    const { pool, count } = asked();
    const watch = new RightsWatch(pool, () => now);
    const askedAt: number[] = [];
    for (; now <= 10_000; now += 100) {
      const before = count();
      await watch.fresh();
      if (count() > before) askedAt.push(now);
    }
    expect(askedAt).toEqual([0, 1500, 3000, 4500, 6000, 7500, 9000]);
  });

  test('is not believed while the database cannot be asked', async () => {
    let now = 0;
    let isGone = false;
    const watch = new RightsWatch(asked(() => isGone).pool, () => now);
    await watch.fresh();
    isGone = true;
    await watch.fresh();
    now = 1600;
    await expect(watch.fresh()).rejects.toThrow('gone');
    await expect(watch.fresh()).rejects.toThrow('gone');
    isGone = false;
    await watch.fresh();
  });

  test('is all dropped after so long a time that changes may have been forgotten', async () => {
    let now = 0;
    const watch = new RightsWatch(asked().pool, () => now);
    const heard: (string | null)[] = [];
    watch.onChanges((changes) => heard.push(...changes.map(({ personId }) => personId)));
    await watch.fresh();
    now = 3_500_000;
    await watch.fresh();
    expect(heard).toEqual([]);
    now += 3_700_000;
    await watch.fresh();
    expect(heard).toEqual([null]);
  });
});
