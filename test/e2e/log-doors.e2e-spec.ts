import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import request from 'supertest';
import { apiBase, type EntryProof, type LogKey, type LogStatus, type Receipt } from '#contracts';
import {
  CompactRange,
  fromHex,
  isAccepted,
  parseCheckpoint,
  parseNote,
  parseVkey,
  receiptText,
  verifyConsistency,
  verifyInclusion,
  verifyNote,
} from '#ledger';
import { sequenceBatch, signOnce, verifyEd25519 } from '#store';
import type { Client } from '../support/client.js';
import { expectRefused } from '../support/matchers.js';
import { signedIn } from '../support/signed-in.js';
import { createSmallWorld, type SmallWorld } from '../support/small-world.js';
import { leaveEntry } from '../support/sound-log.js';
import { startApp, type TestApp } from '../support/start-app.js';
import { statementsOf } from '../support/statements.js';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

describe('the doors of the log', () => {
  let app: TestApp;
  let world: SmallWorld;
  let people: Record<'editor' | 'auditor' | 'stranger', Client>;
  beforeAll(async () => {
    app = await startApp({ worker: false });
    world = await createSmallWorld(app.store);
    people = await signedIn(app, world, 'editor', 'auditor', 'stranger');
  });
  afterAll(() => app.stop());

  const anyone = (path: string, query: object = {}) => request(app.url).get(`${apiBase}${path}`).query(query);
  async function sequence(): Promise<void> {
    while ((await sequenceBatch(app.store.pool)) > 0);
  }
  async function sign(): Promise<void> {
    await sequence();
    await signOnce(app.store.pool, app.keysFolder);
  }
  const keys = async () =>
    ((await anyone('/log/keys')).body as { keys: LogKey[] }).keys.map(({ vkey }) => parseVkey(sha256, vkey));
  const status = async () => (await people.editor.get('/log/status')).body as LogStatus;
  const comment = async (text: string): Promise<Receipt> =>
    people.editor.must('comment.post', { recommendationId: await world.draft(), text });
  const leaves = async () =>
    (await app.store.pool.query<{ hash: Buffer }>('select hash from leaf order by index')).rows.map(
      ({ hash }) => hash,
    );

  test('have no checkpoint before the first was signed', async () => {
    await sequence();
    expectRefused(await anyone('/log/checkpoint'), 'not-found');
    expect(await status()).toMatchObject({ checkpoint: null, checkpointAge: null, signer: null });
  });

  test('give anybody the newest checkpoint as text, signed by a key that they give too', async () => {
    await sign();
    const answer = await anyone('/log/checkpoint').expect(200);
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
    const note = parseNote(answer.text);
    expect(isAccepted(verifyNote(note, await keys(), verifyEd25519))).toBe(true);
    const { origin, size } = parseCheckpoint(note.text);
    const told = await status();
    expect(told).toMatchObject({ origin, size, signer: { refusal: null } });
    expect(told.checkpoint?.note).toBe(answer.text);
    expect(told.checkpointAge).toBeGreaterThanOrEqual(0);
    expect(told.checkpointAge).toBeLessThan(60);
  });

  test('list the checkpoints that were signed, page by page', async () => {
    for (let round = 0; round < 3; round++) {
      await leaveEntry(app.store.pool);
      await sign();
    }
    const sizes: number[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const answer = await people.auditor.get('/log/checkpoints', { limit: 2, ...(cursor && { cursor }) });
      const page = answer.body as { rows: { size: number }[]; next: string | null };
      sizes.push(...page.rows.map(({ size }) => size));
      cursor = page.next;
    }
    expect(sizes).toHaveLength(4);
    expect(sizes).toEqual([...sizes].sort((one, other) => other - one));
    expectRefused(await anyone('/log/checkpoints'), 'not-signed-in');
  });

  test('prove that leaves are in the tree, and that it continues earlier ones', async () => {
    await sequence();
    const hashes = await leaves();
    const size = hashes.length;
    const rootOf = (count: number) => {
      const tree = new CompactRange(sha256);
      for (const hash of hashes.slice(0, count)) tree.append(hash);
      return tree.root();
    };
    for (const [index, within] of [
      [0, 1],
      [0, size],
      [size - 1, size],
      [3, size - 2],
    ] as const) {
      const { body } = await anyone('/log/inclusion', { index, size: within }).expect(200);
      const { leafHash, path } = body as { leafHash: string; path: string[] };
      expect(leafHash).toBe(hashes[index]?.toString('hex'));
      const claim = { index, size: within, path: path.map(fromHex), root: rootOf(within) };
      expect(verifyInclusion(sha256, { leafHash: fromHex(leafHash), ...claim })).toBe(true);
    }
    for (const from of [1, size - 3, size]) {
      const { body } = await anyone('/log/consistency', { from, to: size }).expect(200);
      const path = (body as { path: string[] }).path.map(fromHex);
      const claim = { first: from, firstRoot: rootOf(from), second: size, secondRoot: rootOf(size), path };
      expect(verifyConsistency(sha256, claim)).toBe(true);
    }
  });

  test.each([
    ['/log/inclusion', { index: 0, size: 1_000_000 }],
    ['/log/inclusion', { index: 2, size: 2 }],
    ['/log/inclusion', { index: -1, size: 2 }],
    ['/log/inclusion', { index: 0 }],
    ['/log/inclusion', { index: 0, size: 0 }],
    ['/log/consistency', { from: 2, to: 1 }],
    ['/log/consistency', { from: 1, to: 1_000_000 }],
    ['/log/consistency', { from: 0, to: 1 }],
    ['/log/consistency', { from: 1, to: 1, more: 1 }],
  ] as const)('%s %j is refused', async (path, query) => {
    expectRefused(await anyone(path, query), 'invalid-input');
  });

  test('prove an entry of a receipt once the log has it, to whoever may read it', async () => {
    const { entries } = await comment('Well said.');
    const [entry] = entries;
    const path = `/log/entries/${entry?.id}/proof`;
    const waiting = { index: null, leafHash: entry?.hash, covered: null };
    expect((await people.editor.get(path).expect(200)).body).toMatchObject(waiting);
    expectRefused(await people.stranger.get(path), 'not-found');
    await sequence();
    expect((await people.editor.get(path)).body).toMatchObject({ leafHash: entry?.hash, covered: null });
    await sign();
    const proof = (await people.editor.get(path).expect(200)).body as EntryProof;
    const { covered } = proof;
    if (!covered) throw new Error('no checkpoint covers it');
    const { size, root } = parseCheckpoint(parseNote(covered.checkpoint.note).text);
    const claim = { index: proof.index ?? -1, size, path: covered.path.map(fromHex), root };
    expect(verifyInclusion(sha256, { leafHash: fromHex(entry?.hash ?? ''), ...claim })).toBe(true);
    expect((await people.auditor.get(path)).body).toEqual(proof);
    expectRefused(await people.stranger.get(path), 'not-found');
    expectRefused(await anyone(path), 'not-signed-in');
    expectRefused(await people.auditor.get('/log/entries/nothing/proof'), 'not-found');
  });

  test('answer a command with a receipt that is signed, the same when it is repeated', async () => {
    const recommendationId = await world.draft();
    const send = () =>
      people.editor.command('comment.post', { recommendationId, text: 'Once.' }, { key: 'k'.repeat(20) });
    const receipt = (await send()).body as Receipt;
    const note = parseNote(receipt.note ?? '');
    const found = verifyNote(note, await keys(), verifyEd25519);
    const { origin } = await status();
    expect(found.verified.map(({ vkey }) => vkey.name)).toEqual([`${origin}/receipts`]);
    expect(isAccepted(found)).toBe(true);
    expect(note.text).toBe(receiptText({ ...receipt, origin: origin ?? '' }));
    expect((await send()).body).toEqual(receipt);
  });

  test('need as many statements in a large log as in a small one', async () => {
    const statements = statementsOf(app.store.pool);
    const count = async (path: string, query: object) => {
      statements.length = 0;
      await anyone(path, query).expect(200);
      return statements.filter(({ name, text }) => name !== 'entries-after' && !text.includes('pg_notify'))
        .length;
    };
    const atSizes = async (size: number) => [
      await count('/log/inclusion', { index: 1, size }),
      await count('/log/consistency', { from: 3, to: size }),
    ];
    const small = await atSizes(4);
    expect(small).toEqual([2, 2]);
    for (let entry = 0; entry < 700; entry++) await leaveEntry(app.store.pool);
    await sequence();
    expect(await atSizes((await leaves()).length)).toEqual(small);
  });
});
