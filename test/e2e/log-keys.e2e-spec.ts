import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { parseNote, verifyNote } from '#ledger';
import { originOf, verifyEd25519 } from '#store';
import { asOwner } from '../support/as-owner.js';
import type { TestDatabase } from '../support/database.js';
import { foundedDatabase, HouseToSign } from '../support/house-to-sign.js';

describe('keys of the log', () => {
  let original: TestDatabase;
  let house: HouseToSign;
  beforeAll(async () => {
    original = await foundedDatabase();
  });
  afterAll(() => original.drop());
  beforeEach(async () => {
    house = await HouseToSign.copyOf(original);
  });
  afterEach(() => house.close());

  test('are files that only their owner may read, and never in the database', async () => {
    await house.sign();
    await house.store.receiptSigner?.key();
    const path = await house.folder();
    expect((await stat(path)).mode & 0o777).toBe(0o700);
    const files = (await readdir(path)).filter((name) => name.endsWith('.key')).sort();
    expect(files).toEqual(['checkpoint-1.key', 'receipt-1.key']);
    const kept = await everythingIn(house.store.pool);
    expect(kept).toContain(originOf((await readdir(house.keysFolder))[0] ?? ''));
    for (const name of files) {
      expect((await stat(join(path, name))).mode & 0o777).toBe(0o600);
      const secret = (await readFile(join(path, name), 'utf8')).trim().split('+').slice(4).join('+');
      const seed = Buffer.from(secret, 'base64').subarray(1);
      expect(seed).toHaveLength(32);
      for (const form of [secret, seed.toString('hex'), seed.toString('base64'), 'PRIVATE+KEY'])
        expect(kept).not.toContain(form);
    }
  });

  test('change with an overlap: both sign until the old one ends', async () => {
    await house.sign();
    const { until } = await (await house.operator()).rotate(7);
    expect(Date.parse(until) - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
    await house.grow();
    await house.sign();
    const [, both] = await house.checkpoints();
    const keys = await house.publishedKeys();
    expect(verifyNote(parseNote(both?.note ?? ''), keys, verifyEd25519).verified).toHaveLength(2);
    const { rows } = await house.store.pool.query(
      `select until_at from log_key where purpose = 'checkpoint' order by until_at nulls last`,
    );
    expect(rows).toEqual([{ until_at: until }, { until_at: null }]);

    const path = join(await house.folder(), 'checkpoint-1.key');
    await writeFile(
      path,
      (await readFile(path, 'utf8')).replace(/until .*/, 'until 2020-01-01T00:00:00.000Z'),
    );
    await chmod(path, 0o600);
    await house.grow();
    await house.sign();
    const alone = parseNote((await house.checkpoints()).at(-1)?.note ?? '');
    expect(alone.signatures).toHaveLength(1);
    expect(verifyNote(alone, keys, verifyEd25519).verified).toHaveLength(1);
  });
});

/** Everything that a database holds, as text. */
async function everythingIn(pool: Pool): Promise<string> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const texts = tables.map(async ({ name }) => {
    const { rows } = await asOwner<{ row: string }>(pool, `select kept::text as row from ${name} kept`);
    return rows.map(({ row }) => row).join('\n');
  });
  return (await Promise.all(texts)).join('\n');
}
