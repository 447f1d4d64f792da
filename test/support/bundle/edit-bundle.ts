import {
  bundleLine,
  canonicalJson,
  checkpointText,
  CompactRange,
  formatVkey,
  fromHex,
  leafHash,
  signNote,
  toHex,
  type BundleLine,
  type EntryFields,
  type EntryLine,
  type LeafLine,
  type NoteSigner,
} from '#ledger';
import { sha256 } from './keys.js';

// Most lines of a mutation are those of its original, thousands of times.
export const texts = new WeakMap<BundleLine, string>();
const textOf = (line: BundleLine): string => {
  const known = texts.get(line) ?? bundleLine(line);
  texts.set(line, known);
  return known;
};
/** The lines as they stand in a file. */
export const text = (lines: readonly BundleLine[]): string[] => lines.map(textOf);
export const entriesOf = (lines: readonly BundleLine[]) => lines.filter((line) => line.type === 'entry');
export const leavesOf = (lines: readonly BundleLine[]) =>
  lines.filter((line): line is EntryLine | LeafLine => line.type === 'entry' || line.type === 'leaf');
export const fieldsOf = ({ canon }: EntryLine) => JSON.parse(canon) as EntryFields;
export const replaced = <T extends BundleLine>(lines: readonly BundleLine[], old: T, by: T): BundleLine[] =>
  lines.map((line) => (line === old ? by : line));
export const checkpointsOf = (lines: readonly BundleLine[]) =>
  lines.filter((line) => line.type === 'checkpoint');

/** The same leaves numbered anew, under a header that says so and everything below as it was. */
export function renumbered(
  lines: readonly BundleLine[],
  leaves: readonly (EntryLine | LeafLine)[],
): BundleLine[] {
  const rest = lines.filter(({ type }) => type === 'checkpoint' || type === 'key');
  const [header] = lines;
  if (header?.type !== 'header') throw new Error('no header');
  return [
    { ...header, treeSize: leaves.length },
    ...leaves.map((leaf, index) => ({ ...leaf, index })),
    ...rest,
  ];
}

/** The same bundle with a checkpoint over what it says now, signed by somebody. */
export function resigned(lines: readonly BundleLine[], signer: NoteSigner): BundleLine[] {
  const [header] = lines;
  if (header?.type !== 'header') throw new Error('no header');
  const tree = new CompactRange(sha256);
  for (const leaf of leavesOf(lines))
    tree.append(leaf.type === 'leaf' ? fromHex(leaf.hash) : leafHash(sha256, leaf.canon));
  const said = checkpointText({ origin: header.origin, size: header.treeSize, root: tree.root() });
  return [
    ...lines.filter(({ type }) => type !== 'checkpoint' && type !== 'key'),
    { type: 'checkpoint', note: signNote(said, signer) },
    { type: 'key', vkey: formatVkey(signer.vkey) },
  ];
}

/** Changes one entry and every later one of its object, so that their chain holds. */
export function rewritten(lines: readonly BundleLine[], index: number): BundleLine[] {
  const heads = new Map<string, string>();
  return lines.map((line) => {
    if (line.type !== 'entry') return line;
    const fields = fieldsOf(line);
    const prevHash = heads.get(fields.objectId) ?? fields.prevHash;
    const requestId = line.index === index ? `${fields.requestId}-other` : fields.requestId;
    const canon = canonicalJson({ ...fields, prevHash, requestId });
    heads.set(fields.objectId, toHex(leafHash(sha256, canon)));
    return { ...line, canon };
  });
}
