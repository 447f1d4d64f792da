import type { Opening } from '#contracts';

/** The only format that there is so far. */
export const bundleFormat = 'uphold-bundle/1';

/** First line of a bundle. */
export interface HeaderLine {
  type: 'header';
  format: typeof bundleFormat;
  /** Origin of the log, as its checkpoints name it. */
  origin: string;
  treeSize: number;
  /** RFC 3339 UTC with milliseconds. */
  exportedAt: string;
}

/** An entry that is told in full. */
export interface EntryLine {
  type: 'entry';
  index: number;
  /** The exact canonical text. */
  canon: string;
  /** What its commitments hold; an entry without commitments has none. */
  openings?: readonly Opening[];
  /** What can no longer be opened, and the leaf index of the redaction that took it out. */
  redacted?: readonly { path: string; by: number }[];
  /** With the newest entry of an object whose whole history is told: its state, as the exporter has it. */
  state?: unknown;
}

/** An entry outside the export. */
export interface LeafLine {
  type: 'leaf';
  index: number;
  /** Lowercase hex. */
  hash: string;
}

export interface CheckpointLine {
  type: 'checkpoint';
  /** A signed note. */
  note: string;
}

export interface KeyLine {
  type: 'key';
  /** A verifier key, in the form of C2SP signed-note. */
  vkey: string;
}

export type BundleLine = HeaderLine | EntryLine | LeafLine | CheckpointLine | KeyLine;

/** A line of a bundle as text, without its newline. */
export function bundleLine(line: BundleLine): string {
  return JSON.stringify(line);
}

/** The last line of a bundle that was not told to its end, since its reader's right to it ended meanwhile. */
export const brokenOff = JSON.stringify({ type: 'broken-off', reason: 'the right to read this ended' });

/** What a line says, or why it cannot be read. */
export type ReadLine = { line: BundleLine } | { reason: string };

/** Reads one line by itself. Members that it does not know are passed over, as in other readers of the format. */
export function readLine(text: string): ReadLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { reason: 'it is not JSON' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { reason: 'it is not a JSON object' };
  const line = value as BundleLine;
  if (text === brokenOff)
    return { reason: 'the export was cut off here, because the right to read what it is of ended' };
  if (!Object.hasOwn(forms, String(line.type))) return { reason: 'its type is none that a bundle has' };
  const reason = forms[line.type](line as never);
  return reason ? { reason } : { line };
}

const isIndex = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const hash = /^[0-9a-f]{64}$/;
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

const forms: {
  readonly [T in BundleLine['type']]: (line: Extract<BundleLine, { type: T }>) => string | null;
} = {
  header: ({ format, origin, treeSize, exportedAt }) => {
    if (format !== bundleFormat) return `its format is not ${bundleFormat}`;
    if (typeof origin !== 'string' || origin === '' || origin.includes('\n')) return 'it names no log';
    if (!isIndex(treeSize)) return 'it does not say how many entries the log has';
    if (typeof exportedAt !== 'string' || !time.test(exportedAt))
      return 'it does not say when it was exported';
    return null;
  },
  entry: ({ index, canon, openings, redacted }) => {
    if (!isIndex(index)) return 'it has no index';
    if (typeof canon !== 'string') return 'it has no canonical text';
    if (redacted !== undefined && !Array.isArray(redacted)) return 'its redactions are no list';
    return openings === undefined || Array.isArray(openings) ? null : 'its openings are no list';
  },
  leaf: (line) => {
    if (!isIndex(line.index)) return 'it has no index';
    return typeof line.hash === 'string' && hash.test(line.hash)
      ? null
      : 'it has no SHA-256 in lowercase hex';
  },
  checkpoint: ({ note }) => (typeof note === 'string' ? null : 'it has no note'),
  key: ({ vkey }) => (typeof vkey === 'string' ? null : 'it has no key'),
};
