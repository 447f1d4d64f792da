import { describe, expect, test } from '@jest/globals';
import { generateKeyPairSync, sign } from 'node:crypto';
import {
  canonicalJson,
  CompactRange,
  canonicalEntry,
  checkpointText,
  formatVkey,
  leafHash,
  signNote,
  toHex,
  vkeyOf,
  bundleLine,
  type NoteSigner,
} from '#ledger';
import { idOf } from '../../../../test/support/sample-states.js';
import { sha256 } from './crypto.js';
import { faultsOfGiven } from './given-beside.js';
import type { Outcome } from './messages.js';
import { verifyFile } from './verify-file.js';

const origin = 'uphold/01900000-0000-7000-8000-000000000001';

function signer(name: string): NoteSigner {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = Uint8Array.from(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32));
  return {
    vkey: vkeyOf(sha256, name, raw),
    sign: (message) => Uint8Array.from(sign(null, message, privateKey)),
  };
}

const log = signer(origin);
const receipts = signer(`${origin}/receipts`);

/** A bundle of some sign-ins, and the checkpoint over them. */
function bundleOf(count: number): { lines: string[]; note: string } {
  const range = new CompactRange(sha256);
  const entries = Array.from({ length: count }, (_, index) => {
    const canon = canonicalEntry({
      v: 1,
      id: idOf(0x1000 + index),
      at: '2026-01-01T00:00:00.000Z',
      actor: idOf(1),
      onBehalfOf: null,
      objectType: 'sign-in',
      objectId: idOf(0x2000 + index),
      objectVersion: 1,
      prevHash: null,
      action: 'sign-in.accepted',
      body: { sessionId: idOf(0x3000 + index) },
      requestId: 'r',
    });
    range.append(leafHash(sha256, canon));
    return bundleLine({ type: 'entry', index, canon });
  });
  const note = signNote(checkpointText({ origin, size: count, root: range.root() }), log);
  const header = {
    type: 'header',
    format: 'uphold-bundle/1',
    origin,
    treeSize: count,
    exportedAt: '2026-01-02T00:00:00.000Z',
  } as const;
  return {
    note,
    lines: [
      bundleLine(header),
      ...entries,
      bundleLine({ type: 'checkpoint', note }),
      bundleLine({ type: 'key', vkey: formatVkey(log.vkey) }),
    ],
  };
}

const verify = (content: BlobPart, given: { keys?: string; oldCheckpoint?: string } = {}): Promise<Outcome> =>
  verifyFile(
    {
      file: new File([content], 'some-file'),
      keys: given.keys ?? '',
      oldCheckpoint: given.oldCheckpoint ?? '',
    },
    () => undefined,
  );
const outcomeOf = async (...task: Parameters<typeof verify>) => (await verify(...task)).verdict;
const textOf = (lines: readonly string[]) => `${lines.join('\n')}\n`;
const { lines, note } = bundleOf(5);

describe('the browser verifies a bundle', () => {
  test('that is honest, and says that its key came with it', async () => {
    expect(await outcomeOf(textOf(lines))).toMatchObject({
      outcome: 'holds',
      faults: [],
      proved: { entries: 5, treeSize: 5, origin },
    });
    const told = (await verify(textOf(lines))) as Extract<Outcome, { kind: 'bundle' }>;
    expect(told.verdict.unproved.map(({ code }) => code)).toContain('key-from-bundle');
  });

  test('by a key that one has from elsewhere, and no other', async () => {
    const keys = `${formatVkey(log.vkey)}\n`;
    expect(await outcomeOf(textOf(lines), { keys })).toMatchObject({
      outcome: 'holds',
      proved: { signers: [{ name: origin, isTrusted: true }] },
    });
    const other = formatVkey(signer(origin).vkey);
    expect(await outcomeOf(textOf(lines), { keys: other })).toMatchObject({
      outcome: 'broken',
      faults: [{ code: 'key-untrusted' }],
    });
  });

  test('against an earlier checkpoint, however it was pasted', async () => {
    const earlier = bundleOf(3).note;
    for (const oldCheckpoint of [earlier, `\n  ${earlier.trim()}`, earlier.replaceAll('\n', '\r\n')])
      expect(await outcomeOf(textOf(lines), { oldCheckpoint })).toMatchObject({
        outcome: 'holds',
        proved: { oldCheckpoints: [3] },
      });
    const later = bundleOf(9).note;
    expect(await outcomeOf(textOf(lines), { oldCheckpoint: later })).toMatchObject({
      outcome: 'unusable',
      faults: [{ code: 'before-checkpoint', expected: '9', found: '5' }],
    });
  });

  test('not at all with what is no key or no checkpoint, as if it had not been given', async () => {
    expect(faultsOfGiven({ keys: '', oldCheckpoint: ' \n' })).toEqual({
      key: null,
      isCheckpointFaulty: false,
    });
    const good = formatVkey(log.vkey);
    const given = { keys: `${good}\nabc`, oldCheckpoint: note.slice(0, 60) };
    expect(faultsOfGiven(given)).toEqual({ key: 'abc', isCheckpointFaulty: true });
    await expect(verify(textOf(lines), { keys: 'abc' })).rejects.toThrow('cannot be read');
    const { oldCheckpoint } = given;
    await expect(verify(textOf(lines), { keys: good, oldCheckpoint })).rejects.toThrow('cannot be read');
    await expect(verify(note, { keys: good, oldCheckpoint })).rejects.toThrow('cannot be read');
  });

  test('not by the key that signs receipts, and says so', async () => {
    expect(await outcomeOf(textOf(lines), { keys: formatVkey(receipts.vkey) })).toMatchObject({
      outcome: 'unusable',
      faults: [{ code: 'key-for-receipts', found: expect.stringContaining('/receipts') }],
    });
  });

  test('of which a letter was changed, and names the place', async () => {
    const altered = lines.map((line, place) =>
      place === 3 ? line.replace('2026-01-01', '2026-01-03') : line,
    );
    expect(await outcomeOf(textOf(altered))).toMatchObject({ outcome: 'broken' });
    const cut = textOf(lines).slice(0, -40);
    expect(await outcomeOf(cut)).toMatchObject({ outcome: 'broken' });
  });

  test.each<[string, BlobPart]>([
    ['nothing', ''],
    ['something else', 'Dear Sir or Madam\n'],
    ['bytes that are no text', new Uint8Array([0x7b, 0xff, 0xfe, 0x0a])],
  ])('and takes %s for what it is', async (_what, content) => {
    expect(await outcomeOf(content)).toMatchObject({ outcome: 'unusable' });
  });
});

describe('the browser verifies a note', () => {
  const said = {
    origin,
    objectType: 'review',
    objectId: idOf(7),
    version: 1,
    at: '2026-01-01T00:00:00.000Z',
  };
  const entry = {
    id: idOf(8),
    objectType: 'review',
    objectId: idOf(7),
    objectVersion: 1,
    action: 'review.created',
    hash: toHex(sha256(new Uint8Array(1))),
  };
  const text = `uphold-receipt/1\n${canonicalJson({ ...said, entries: [entry] })}\n`;
  const receipt = signNote(text, receipts);
  const keys = `${formatVkey(log.vkey)} ${formatVkey(receipts.vkey)}`;

  test('a receipt, as a file of its own or in the answer that it came with', async () => {
    const holds = { kind: 'note', verdict: { outcome: 'holds', receipt: { ...said, entries: [entry] } } };
    expect(await verify(receipt, { keys })).toMatchObject(holds);
    expect(await verify(JSON.stringify({ ...said, note: receipt }, null, 2), { keys })).toMatchObject(holds);
  });

  test('a checkpoint', async () => {
    expect(await outcomeOf(note, { keys })).toMatchObject({
      outcome: 'holds',
      checkpoint: { origin, size: 5 },
    });
  });

  test('without a key, or with another log’s, nothing is proved', async () => {
    expect(await outcomeOf(receipt)).toMatchObject({ outcome: 'unproved', receipt: said });
    expect(await outcomeOf(note, { keys: formatVkey(signer('other').vkey) })).toMatchObject({
      outcome: 'unproved',
    });
  });

  test('by the other of the two keys is unproved, and says which one is needed', async () => {
    expect(await outcomeOf(receipt, { keys: formatVkey(log.vkey) })).toMatchObject({
      outcome: 'unproved',
      needed: { name: `${origin}/receipts`, keyIds: [receipts.vkey.keyId] },
    });
    expect(await outcomeOf(note, { keys: formatVkey(receipts.vkey) })).toMatchObject({
      outcome: 'unproved',
      needed: { name: origin, keyIds: [log.vkey.keyId] },
    });
  });

  test('a receipt that the log’s own key signed is no receipt', async () => {
    expect(await outcomeOf(signNote(text, log), { keys })).toMatchObject({
      outcome: 'unproved',
      needed: { name: `${origin}/receipts`, keyIds: [] },
    });
  });

  test('one that was altered, or is none', async () => {
    expect(await outcomeOf(receipt.replace('"version":1', '"version":2'), { keys })).toMatchObject({
      outcome: 'broken',
    });
    expect(await outcomeOf(receipt.replace('"version":1', '"version":"x"'), { keys })).toMatchObject({
      outcome: 'unusable',
    });
    expect(await outcomeOf(receipt.trimEnd(), { keys })).toMatchObject({ outcome: 'unusable' });
  });
});
