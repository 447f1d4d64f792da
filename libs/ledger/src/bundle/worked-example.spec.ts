import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { sha256 } from '../../../../test/support/bundle/keys.js';
import { verifiedLines } from '../../../../test/support/bundle/verified.js';
import { commitmentOf } from '../commitment.js';
import { fromHex, leafHash, nodeHash, toHex } from '../hashing.js';
import { parseCheckpoint, parseNote } from '../note/index.js';
import type { BundleLine, EntryLine } from './lines.js';
import { faultCodes } from './verdict.js';

// What the page says of its example is what this library makes of it.
const page = readFileSync(join(import.meta.dirname, '../../../../docs/BUNDLE-FORMAT.md'), 'utf8');
const text = /```ndjson\n(.*?)\n```/s.exec(page)?.[1] ?? '';
const lines = text.split('\n').map((line) => JSON.parse(line) as BundleLine);
const entries = lines.filter((line): line is EntryLine => line.type === 'entry');
const told = (what: string): string => {
  const row = page.split('\n').find((line) => line.startsWith(`| ${what}`));
  return /`([0-9a-f]{64})` \|$/.exec(row ?? '')?.[1] ?? `nothing is told of ${what}`;
};

test('the example of the format holds, whole', async () => {
  const verdict = await verifiedLines(text.split('\n'));
  expect([verdict.outcome, verdict.faults]).toEqual(['holds', []]);
  expect(verdict.proved).toMatchObject({ treeSize: 3, entries: 3, openings: 1, states: 2 });
});

test('its hashes are those of the page', () => {
  const leaves = entries.map(({ canon }) => leafHash(sha256, canon));
  expect(leaves.map(toHex)).toEqual([0, 1, 2].map((index) => told(`leaf hash of index ${index}`)));
  const [one, two, three] = leaves as [Uint8Array, Uint8Array, Uint8Array];
  const node = nodeHash(sha256, one, two);
  expect(toHex(node)).toBe(told('node above the first two'));
  expect(toHex(nodeHash(sha256, node, three))).toBe(told('root'));
});

test('its commitment is that of the page', () => {
  const [opening] = entries.flatMap(({ openings }) => openings ?? []);
  expect(opening).toMatchObject({ path: '/set/text', salt: told('salt of the remark'), value: 'Well done.' });
  const commitment = commitmentOf(sha256, fromHex(told('salt of the remark')), 'Well done.');
  expect(commitment).toBe(told('commitment'));
  expect(entries[2]?.canon).toContain(commitment);
});

test('its checkpoint stands on the page as it is signed', () => {
  const line = lines.find(({ type }) => type === 'checkpoint');
  const note = line?.type === 'checkpoint' ? line.note : '';
  expect(page).toContain(`\`\`\`\n${note}\`\`\``);
  expect(toHex(parseCheckpoint(parseNote(note).text).root)).toBe(told('root'));
});

test('the page lists every reason of the verifier', () => {
  expect(page).toContain(faultCodes.map((code) => `\`${code}\``).join(', '));
});
