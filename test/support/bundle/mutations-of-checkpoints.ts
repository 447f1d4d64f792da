import { checkpointText, formatNote, parseCheckpoint, parseNote } from '#ledger';
import { checkpointsOf, entriesOf, leavesOf, replaced, resigned, rewritten, text } from './edit-bundle.js';
import { sha256 } from './keys.js';
import type { Mutate } from './mutation.js';

/** Ways to tamper with what was signed, by name. */
export const mutationsOfCheckpoints: Readonly<Record<string, Mutate>> = {
  'a swapped signature': ({ lines, smaller }) => {
    const checkpoint = checkpointsOf(lines).at(-1);
    const [other] = checkpointsOf(smaller);
    if (!checkpoint || !other) return null;
    const note = formatNote({
      text: parseNote(checkpoint.note).text,
      signatures: parseNote(other.note).signatures,
    });
    const at = lines.indexOf(checkpoint) + 1;
    return {
      lines: text(replaced(lines, checkpoint, { ...checkpoint, note })),
      codes: ['signature-wrong'],
      line: at,
    };
  },
  'a changed signature': ({ lines }, dice) => {
    const checkpoint = checkpointsOf(lines).at(-1);
    if (!checkpoint) return null;
    const { text: said, signatures } = parseNote(checkpoint.note);
    const [signature] = signatures;
    if (!signature) return null;
    const bytes = Uint8Array.from(signature.signature);
    bytes[dice.below(bytes.length)] = (bytes[0] ?? 0) ^ (1 + dice.below(255));
    if (Buffer.compare(bytes, signature.signature) === 0) return null;
    const note = formatNote({ text: said, signatures: [{ ...signature, signature: bytes }] });
    return {
      lines: text(replaced(lines, checkpoint, { ...checkpoint, note })),
      codes: ['signature-wrong'],
      line: lines.indexOf(checkpoint) + 1,
    };
  },
  'a changed root': ({ lines }) => {
    const checkpoint = checkpointsOf(lines).at(-1);
    if (!checkpoint) return null;
    const { text: said, signatures } = parseNote(checkpoint.note);
    const { origin, size, root } = parseCheckpoint(said);
    const note = formatNote({ text: checkpointText({ origin, size, root: sha256(root) }), signatures });
    return {
      lines: text(replaced(lines, checkpoint, { ...checkpoint, note })),
      codes: ['root-differs', 'signature-wrong'],
      line: lines.indexOf(checkpoint) + 1,
    };
  },
  'a rolled-back log': ({ lines, smaller }) => ({
    lines: text(smaller),
    // An honest bundle from before the checkpoint looks the same.
    codes: ['before-checkpoint'],
    outcome: 'unusable',
    oldCheckpoints: [checkpointsOf(lines).at(-1)?.note ?? ''],
  }),
  'a rolled-back size': ({ lines, smaller }) => {
    const [header] = smaller;
    if (header?.type !== 'header') return null;
    const leaves = leavesOf(lines).slice(0, header.treeSize);
    const rest = lines.filter(({ type }) => type === 'checkpoint' || type === 'key');
    // Without states, which are of the larger tree.
    const cut = leaves.map((leaf) => (leaf.type === 'leaf' ? leaf : { ...leaf, state: undefined }));
    return { lines: text([header, ...cut, ...rest]), codes: ['checkpoint-size', 'opening-missing'] };
  },
  'a root signed by another key': ({ lines, forger }) => ({
    lines: text(resigned(lines, forger)),
    codes: ['key-untrusted'],
  }),
  'a history written anew and signed by another key': ({ lines, forger }, dice) => {
    const entry = dice.one(entriesOf(lines));
    return { lines: text(resigned(rewritten(lines, entry.index), forger)), codes: ['key-untrusted'] };
  },
  'a history written anew, for one who has no key but a checkpoint': ({ lines, forger }, dice) => {
    const entry = dice.one(entriesOf(lines));
    const old = checkpointsOf(lines).at(-1)?.note ?? '';
    return {
      lines: text(resigned(rewritten(lines, entry.index), forger)),
      codes: ['rewritten'],
      oldCheckpoints: [old],
      index: entry.index,
      withoutKey: true,
    };
  },
};
