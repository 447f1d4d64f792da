import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAccepted, parseCheckpoint, parseNote, verifyNote } from '#ledger';
import { signerOf, signOnce, Store, verifyEd25519 } from '#store';
import { asOwner } from '../support/as-owner.js';
import type { TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { foundedDatabase, HouseToSign } from '../support/house-to-sign.js';

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

describe('the signer', () => {
  test('signs the log when it has grown, and only then', async () => {
    const { signed } = await house.sign();
    expect(signed).toBeGreaterThan(0);
    expect(await house.sign()).toEqual({ signed: null, refusal: null });
    await house.grow(300);
    expect(await house.sign()).toEqual({ signed: (signed ?? 0) + 300, refusal: null });
    const kept = await house.checkpoints();
    expect(kept.map(({ size }) => size)).toEqual([signed, (signed ?? 0) + 300]);
    for (const { note, size } of kept) {
      const parsed = parseNote(note);
      expect(isAccepted(verifyNote(parsed, await house.publishedKeys(), verifyEd25519))).toBe(true);
      expect(parseCheckpoint(parsed.text).size).toBe(size);
    }
    expect(await house.file('checkpoints.txt')).toBe(kept.map(({ note }) => note).join(''));
  });

  test('publishes what it remembered but could not publish', async () => {
    const { pool } = house.store;
    await asOwner(pool, 'alter table checkpoint add constraint obstacle check (false) not valid');
    await expect(house.sign()).rejects.toThrow('obstacle');
    await asOwner(pool, 'alter table checkpoint drop constraint obstacle');
    const remembered = await house.file('last-checkpoint.txt');
    await house.sign();
    expect((await house.checkpoints()).map(({ note }) => note)).toEqual([remembered]);
    expect(await house.file('checkpoints.txt')).toBe(remembered);
  });

  test('several processes with the same keys sign each size once', async () => {
    const nodes = await Promise.all([1, 2, 3].map(() => Store.open(house.database.url, { poolSize: 4 })));
    const faults: unknown[] = [];
    const signers = nodes.map(({ pool, url }) =>
      signerOf({
        pool,
        url,
        keysFolder: house.keysFolder,
        everyMs: 5,
        onRefusal: (reason) => faults.push(reason),
        onFault: (fault) => faults.push(fault),
      }),
    );
    await Promise.all(signers.map((signer) => signer.start()));
    for (let round = 0; round < 20; round++) await house.grow(3);
    const { rows } = await house.store.pool.query<{ size: number }>('select size from log_head');
    await eventually(
      () => house.checkpoints(),
      (kept) => kept.at(-1)?.size === rows[0]?.size,
    );
    await Promise.all(signers.map((signer) => signer.stop()));
    await Promise.all(nodes.map((node) => node.close()));
    expect(faults).toEqual([]);
    const kept = await house.checkpoints();
    expect(await house.file('checkpoints.txt')).toBe(kept.map(({ note }) => note).join(''));
  });

  test('without its key, where the log has one already, a process makes none of its own', async () => {
    await house.sign();
    const elsewhere = await mkdtemp(join(tmpdir(), 'uphold-keys-'));
    await house.grow();
    const { signed, refusal } = await signOnce(house.store.pool, elsewhere);
    expect(signed).toBeNull();
    expect(refusal).toContain('signed with a key that is not in');
    expect(await house.toldRefusal()).toBeNull();
    expect((await house.sign()).signed).not.toBeNull();
    await rm(elsewhere, { recursive: true });
  });
});

describe('the signer refuses', () => {
  test('a log that was rolled back, even when it has grown again, until the operator resolves it', async () => {
    await house.sign();
    const before = await house.file('last-checkpoint.txt');
    await house.grow(5);
    await house.sign();
    const restored = await HouseToSign.copyOf(original, house.keysFolder);
    const told: string[] = [];
    const signer = signerOf({
      pool: restored.store.pool,
      url: restored.database.url,
      keysFolder: house.keysFolder,
      everyMs: 20,
      onRefusal: (reason) => told.push(reason),
      onFault: (fault) => told.push(String(fault)),
    });
    await signer.start();
    await eventually(
      () => Promise.resolve(told.length),
      (count) => count > 0,
    );
    // Others keep working meanwhile.
    await restored.grow(20);
    await signer.stop();
    expect(told).toEqual([expect.stringContaining('rolled back')]);
    expect((await restored.sign()).refusal).toContain('rolled back');
    expect(await restored.toldRefusal()).toContain('rolled back');
    expect(await restored.checkpoints()).toEqual([]);

    await (await restored.operator()).remember(before);
    expect(await restored.sign()).toMatchObject({ refusal: null, signed: expect.any(Number) });
    await restored.close();
  });

  test('as many entries, but other ones, and a longer log that begins otherwise', async () => {
    const restored = await HouseToSign.copyOf(original, house.keysFolder);
    await house.grow(5);
    await restored.grow(5);
    await house.sign();
    expect((await restored.sign()).refusal).toContain('not the same ones');
    await (await restored.operator()).remember(await house.file('last-checkpoint.txt'));
    await restored.grow(5);
    expect((await restored.sign()).refusal).toContain('not those that were signed');
    await restored.close();
  });

  test('a log whose nodes are gone', async () => {
    await house.grow(300);
    await house.sign();
    await house.grow(300);
    await asOwner(
      house.store.pool,
      'alter table tree_node disable trigger user; delete from tree_node; alter table tree_node enable trigger user',
    );
    expect((await house.sign()).refusal).toContain('not those that were signed');
  });

  test.each([
    ['lost', (path: string) => rm(path), 'lost its memory'],
    ['spoilt', (path: string) => writeFile(path, 'nonsense'), 'cannot read its memory'],
  ])('to go on when its memory is %s', async (_what, harm, words) => {
    await house.sign();
    await harm(join(await house.folder(), 'last-checkpoint.txt'));
    await house.grow();
    expect((await house.sign()).refusal).toContain(words);
    expect(await house.toldRefusal()).toContain(words);
    await (await house.operator()).remember(await house.file('checkpoints.txt'));
    expect(await house.sign()).toMatchObject({ refusal: null, signed: expect.any(Number) });
    expect(await house.toldRefusal()).toBeNull();
  });

  test('a checkpoint of another log, or of an unknown key, as its memory', async () => {
    await house.sign();
    const operator = await house.operator();
    const last = await house.file('last-checkpoint.txt');
    await expect(operator.remember('nonsense')).rejects.toThrow('is no checkpoint');
    await expect(operator.remember(last.replaceAll('uphold/', 'downhold/'))).rejects.toThrow('another log');
    await expect(operator.remember(last.replace(/\n\d+\n/, '\n7777\n'))).rejects.toThrow(
      'no key of this log',
    );
    expect(await house.file('last-checkpoint.txt')).toBe(last);
  });
});
