import type { Opening } from '#contracts';
import {
  bundleLine,
  canonicalJson,
  fromHex,
  toHex,
  type BundleLine,
  type EntryLine,
  type FaultCode,
} from '#ledger';
import { changedSomewhere } from './change-somewhere.js';
import { entriesOf, fieldsOf, leavesOf, renumbered, replaced, text } from './edit-bundle.js';
import { sha256 } from './keys.js';
import { mutationsOfCheckpoints } from './mutations-of-checkpoints.js';
import type { Mutate } from './mutation.js';

/** Faults that an altered entry leads to first, by what was altered. */
const ofAlteredEntry: readonly FaultCode[] = [
  'entry-form',
  'version-order',
  'chain-broken',
  'illegal-step',
  'opening-wrong',
  'opening-stray',
  'opening-missing',
  'state-differs',
  'state-early',
  'root-differs',
];

/** Each way to tamper with a bundle, by name. */
export const mutations: Readonly<Record<string, Mutate>> = {
  ...mutationsOfCheckpoints,
  'a changed field': ({ lines }, dice) => {
    const entry = dice.one(entriesOf(lines));
    const changed = { ...entry, canon: canonicalJson(changedSomewhere(fieldsOf(entry), dice)) };
    return { lines: text(replaced(lines, entry, changed)), codes: ofAlteredEntry, index: entry.index };
  },
  'bytes that are not canonical': ({ lines }, dice) => {
    const entry = dice.one(entriesOf(lines));
    const fields = fieldsOf(entry);
    const canon = dice.chance(50)
      ? JSON.stringify(Object.fromEntries(Object.entries(fields).reverse()))
      : entry.canon.replace(',', ', ');
    return {
      lines: text(replaced(lines, entry, { ...entry, canon })),
      codes: ['entry-form'],
      index: entry.index,
    };
  },
  'a changed opening': ({ lines }, dice) => {
    const held = entriesOf(lines).filter(({ openings }) => openings?.length);
    if (held.length === 0) return null;
    const entry = dice.one(held);
    const openings = [...(entry.openings ?? [])];
    const at = dice.below(openings.length);
    const opening = openings[at] as Opening;
    const kind = dice.below(4);
    if (kind === 0) openings[at] = { ...opening, value: changedSomewhere({ it: opening.value }, dice).it };
    if (kind === 1) openings[at] = { ...opening, salt: toHex(sha256(fromHex(opening.salt))) };
    if (kind === 2) openings[at] = { ...opening, path: `${opening.path}/other` };
    if (kind === 3) openings.splice(at, 1);
    const codes: FaultCode[] = [['opening-wrong'], ['opening-wrong'], ['opening-stray'], ['opening-missing']][
      kind
    ] as FaultCode[];
    return {
      lines: text(replaced(lines, entry, { ...entry, openings })),
      // The value is also what the step is judged by.
      codes: [...codes, 'illegal-step', 'state-differs'],
      index: entry.index,
    };
  },
  'a changed state': ({ lines }, dice) => {
    const held = entriesOf(lines).filter(({ state }) => state !== undefined);
    if (held.length === 0) return null;
    const entry = dice.one(held);
    const state = changedSomewhere(entry.state as object, dice);
    return {
      lines: text(replaced(lines, entry, { ...entry, state })),
      codes: ['state-differs'],
      index: entry.index,
    };
  },
  'a state too early': ({ lines }, dice) => {
    const entries = entriesOf(lines);
    const newest = new Map(entries.map((entry) => [fieldsOf(entry).objectId, entry]));
    const early = entries.filter((entry) => !Object.values(Object.fromEntries(newest)).includes(entry));
    if (early.length === 0) return null;
    const entry = dice.one(early);
    const state = newest.get(fieldsOf(entry).objectId)?.state;
    if (state === undefined) return null;
    return {
      lines: text(replaced(lines, entry, { ...entry, state })),
      codes: ['state-early', 'state-differs'],
      index: entry.index,
    };
  },
  'a changed hash': ({ lines }, dice) => {
    const leaves = lines.filter((line) => line.type === 'leaf');
    if (leaves.length === 0) return null;
    const leaf = dice.one(leaves);
    const hash = toHex(sha256(fromHex(leaf.hash)));
    return {
      lines: text(replaced(lines, leaf, { ...leaf, hash })),
      codes: ['root-differs'],
      index: leaf.index,
    };
  },
  'another order': ({ lines }, dice) => {
    const at = 1 + dice.below(leavesOf(lines).length - 1);
    const swapped = [...lines];
    [swapped[at], swapped[at + 1]] = [lines[at + 1] as BundleLine, lines[at] as BundleLine];
    return { lines: text(swapped), codes: ['index-order'], line: at + 1, index: at };
  },
  'another order under new numbers': ({ lines }, dice) => {
    const leaves = leavesOf(lines);
    const at = dice.below(leaves.length - 1);
    [leaves[at], leaves[at + 1]] = [leaves[at + 1] as EntryLine, leaves[at] as EntryLine];
    return { lines: text(renumbered(lines, leaves)), codes: ofAlteredEntry, index: at };
  },
  'a deletion': ({ lines }, dice) => {
    const at = 1 + dice.below(leavesOf(lines).length);
    const isLast = at === leavesOf(lines).length;
    return {
      lines: text(lines.filter((_, place) => place !== at)),
      codes: [isLast ? 'entries-missing' : 'index-order'],
      line: at + 1,
    };
  },
  'a deletion under new numbers': ({ lines }, dice) => {
    const leaves = leavesOf(lines);
    leaves.splice(dice.below(leaves.length), 1);
    return { lines: text(renumbered(lines, leaves)), codes: [...ofAlteredEntry, 'checkpoint-size'] };
  },
  'a duplication': ({ lines }, dice) => {
    const at = 1 + dice.below(leavesOf(lines).length);
    const doubled = [...lines.slice(0, at + 1), ...lines.slice(at)];
    return { lines: text(doubled), codes: ['index-order'], line: at + 2 };
  },
  'a duplication under new numbers': ({ lines }, dice) => {
    const leaves = leavesOf(lines);
    const at = dice.below(leaves.length);
    leaves.splice(at, 0, leaves[at] as EntryLine);
    return { lines: text(renumbered(lines, leaves)), codes: [...ofAlteredEntry, 'checkpoint-size'] };
  },
  'a truncation': ({ lines }, dice) => {
    const kept = 1 + dice.below(lines.length - 1);
    const rest = text(lines.slice(0, kept));
    if (dice.chance(50)) return { lines: rest, codes: ['truncated'], line: kept };
    const cut = rest.pop() as string;
    if (kept === 1)
      return { lines: [cut.slice(0, -9)], codes: ['not-a-bundle'], outcome: 'unusable', line: 1 };
    return {
      lines: [...rest, cut.slice(0, -1 - dice.below(cut.length - 1))],
      codes: ['line-form'],
      line: kept,
    };
  },
  'an entry too many': ({ lines, foreign }, dice) => {
    const leaves = leavesOf(lines);
    const more = { ...dice.one(entriesOf(foreign)), index: leaves.length };
    const at = leaves.length + 1;
    return {
      lines: text([...lines.slice(0, at), more, ...lines.slice(at)]),
      codes: ['entries-beyond-size'],
      line: at + 1,
    };
  },
  'a foreign entry': ({ lines, foreign }, dice) => {
    const entry = dice.one(entriesOf(lines));
    const other = dice.one(entriesOf(foreign));
    if (other.canon === entry.canon) return null;
    return {
      lines: text(replaced(lines, entry, { ...other, index: entry.index })),
      codes: ofAlteredEntry,
      index: entry.index,
    };
  },
  'another origin': ({ lines }) => {
    const [header, ...rest] = lines;
    if (header?.type !== 'header') return null;
    return {
      lines: text([{ ...header, origin: `${header.origin}0` }, ...rest]),
      codes: ['checkpoint-origin'],
    };
  },
  'another format': ({ lines }) => ({
    lines: text(lines).with(0, bundleLine(lines[0] as BundleLine).replace('bundle/1', 'bundle/2')),
    codes: ['not-a-bundle'],
    outcome: 'unusable',
    line: 1,
  }),
  'another size': ({ lines }) => {
    const [header, ...rest] = lines;
    if (header?.type !== 'header') return null;
    return {
      lines: text([{ ...header, treeSize: header.treeSize + 1 }, ...rest]),
      codes: ['entries-missing'],
      index: header.treeSize,
    };
  },
  'a changed key': ({ lines }, dice) => {
    const key = lines.at(-1);
    if (key?.type !== 'key') return null;
    const at = dice.below(key.vkey.length);
    const letter = String.fromCharCode(key.vkey.charCodeAt(at) ^ 1);
    const vkey = key.vkey.slice(0, at) + letter + key.vkey.slice(at + 1);
    return { lines: text(replaced(lines, key, { ...key, vkey })), codes: ['key-form'], line: lines.length };
  },
  'a line that is none': ({ lines }, dice) => {
    const at = 1 + dice.below(lines.length - 1);
    const broken = text(lines);
    broken[at] = dice.one(['', 'null', '[]', '{"type":"other"}', '{"type":"entry","index":"1"}']);
    return { lines: broken, codes: ['line-form'], line: at + 1 };
  },
};
