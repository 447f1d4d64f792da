import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { generateKeyPairSync, sign } from 'node:crypto';
import {
  bundleFormat,
  bundleLine,
  checkpointText,
  CompactRange,
  formatVkey,
  fromHex,
  signNote,
  vkeyOf,
  type BundleLine,
} from '#ledger';
import { departmentCount, engageCast } from '../seed/cast.js';
import { Journal, type Harvest } from '../seed/journal.js';
import { Life, live } from '../seed/life.js';
import { Random } from '../seed/random.js';

const began = Date.UTC(2024, 0, 1);
const stepMs = 60_000;
const livesAtOnce = 500;
/** Lives between which comments make up for what a life falls short of five entries. */
const entriesPerLife = 5;
const origin = 'uphold/00000000-0000-7000-8000-00000000be9c';
const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** A bundle of a made-up log of about so many entries, as one in use has them: each is what its command records. */
export async function writeMadeLog(path: string, wanted: number): Promise<{ entries: number; vkey: string }> {
  const pair = generateKeyPairSync('ed25519');
  const publicKey = pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const vkey = vkeyOf(sha256, origin, publicKey);
  const file = createWriteStream(path);
  const write = async (lines: readonly BundleLine[]) => {
    if (!file.write(lines.map((line) => `${bundleLine(line)}\n`).join(''))) await once(file, 'drain');
  };
  const exportedAt = new Date(began).toISOString();
  await write([{ type: 'header', format: bundleFormat, origin, treeSize: wanted, exportedAt }]);
  const tree = new CompactRange(sha256);
  for (const harvest of harvests(wanted)) {
    const lines = linesOf(harvest, tree.size).slice(0, wanted - tree.size);
    for (const { hash } of harvest.entries.slice(0, lines.length)) tree.append(fromHex(hash));
    await write(lines);
  }
  const text = checkpointText({ origin, size: tree.size, root: tree.root() });
  const note = signNote(text, { vkey, sign: (message) => sign(null, message, pair.privateKey) });
  await write([
    { type: 'checkpoint', note },
    { type: 'key', vkey: formatVkey(vkey) },
  ]);
  file.end();
  await once(file, 'close');
  return { entries: tree.size, vkey: formatVkey(vkey) };
}

function* harvests(wanted: number): Generator<Harvest> {
  const random = new Random(20_130_927);
  const journal = new Journal(random, began, stepMs);
  const cast = engageCast(journal, departmentCount);
  yield journal.harvest();
  for (let number = 1; journal.count < wanted; number++) {
    const life = new Life(journal, cast, random, number, undefined);
    const due = journal.count + entriesPerLife;
    live(life, random, wanted - journal.count);
    while (journal.count < Math.min(due, wanted)) life.comment();
    if (number % livesAtOnce === 0 || journal.count >= wanted) yield journal.harvest();
  }
}

function linesOf({ rows, entries }: Harvest, first: number): BundleLine[] {
  const states = new Map([...rows.values()].flat().map(({ state }) => [state.id, state]));
  return entries.map(({ canon, openings, objectId, objectVersion }, place) => {
    const state = states.get(objectId);
    return {
      type: 'entry',
      index: first + place,
      canon,
      ...(openings.length > 0 && { openings }),
      ...(state?.version === objectVersion && { state }),
    };
  });
}
