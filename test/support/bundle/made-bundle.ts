import {
  bundleFormat,
  checkpointText,
  CompactRange,
  formatVkey,
  openedBody,
  signNote,
  toHex,
  type BundleLine,
  type EntryLine,
  type LeafLine,
  type NoteSigner,
} from '#ledger';
import type { Event, ObjectType, StateOf } from '#contracts';
import { evolve } from '#workflow';
import { sha256 } from './keys.js';
import type { MadeEntry, RandomHistory } from './random-history.js';

export const testOrigin = 'uphold/00000000-0000-7000-8000-00000000feed';

/** How a history is exported. */
export interface MadeExport {
  signer: NoteSigner;
  /** How many entries the log had; all of the history without it. */
  size?: number;
  /** Which entries the exporter may not read. */
  isHidden?: (entry: MadeEntry, index: number) => boolean;
  /** Sizes of earlier checkpoints that are exported with the last. */
  earlier?: readonly number[];
}

/** The signed checkpoint of the first entries of a history. */
export function checkpointOf(entries: readonly MadeEntry[], size: number, signer: NoteSigner): string {
  const tree = new CompactRange(sha256);
  for (const { hash } of entries.slice(0, size)) tree.append(hash);
  return signNote(checkpointText({ origin: testOrigin, size, root: tree.root() }), signer);
}

/** The lines of an honest bundle, as an exporter would write them. */
export function madeBundle(history: RandomHistory, options: MadeExport): BundleLine[] {
  const { signer, size = history.entries.length, isHidden = () => false, earlier = [] } = options;
  const entries = history.entries.slice(0, size);
  const newest = new Map(entries.map(({ fields }, index) => [fields.objectId, index]));
  const states = statesOf(entries);
  const torn = new Set(entries.filter(isHidden).map(({ fields }) => fields.objectId));
  return [
    {
      type: 'header',
      format: bundleFormat,
      origin: testOrigin,
      treeSize: size,
      exportedAt: '2026-06-01T00:00:00.000Z',
    },
    ...entries.map((entry, index): EntryLine | LeafLine => {
      const { canon, hash, openings, redacted, fields } = entry;
      if (isHidden(entry, index)) return { type: 'leaf', index, hash: toHex(hash) };
      const isNewest = newest.get(fields.objectId) === index && !torn.has(fields.objectId);
      return {
        type: 'entry',
        index,
        canon,
        ...(openings.length > 0 && { openings }),
        ...(redacted.length > 0 && { redacted }),
        ...(isNewest && { state: states.get(fields.objectId) }),
      };
    }),
    ...[...earlier, size].map((of): BundleLine => ({
      type: 'checkpoint',
      note: checkpointOf(entries, of, signer),
    })),
    { type: 'key', vkey: formatVkey(signer.vkey) },
  ];
}

/** What the entries come to, without the words that were taken out. */
function statesOf(entries: readonly MadeEntry[]): Map<string, StateOf[ObjectType]> {
  const states = new Map<string, StateOf[ObjectType]>();
  for (const { fields, openings } of entries) {
    const { objectId, at, objectVersion } = fields;
    const { set } = openedBody(fields.body, openings) as Pick<Event, 'set'>;
    states.set(objectId, evolve(states.get(objectId) ?? null, { objectId, set }, { at, objectVersion }));
  }
  return states;
}
