import { fromHex, leafHash, type Sha256 } from '../hashing.js';
import { MalformedNoteError, type VerifyEd25519, type Vkey } from '../note/index.js';
import { EntryCheck } from './entry-check.js';
import { counted, Findings, unusableBy, UnusableInput } from './findings.js';
import type { Judge } from './judge.js';
import { readLine, type BundleLine, type EntryLine, type HeaderLine, type LeafLine } from './lines.js';
import { Roots } from './roots.js';
import { readCheckpoint, Signatures, type SignedCheckpoint } from './signatures.js';
import { spansKept, type Proved, type Verdict } from './verdict.js';
import { faultWords } from './words.js';

/** What a bundle is verified with. */
export interface BundleVerification {
  sha256: Sha256;
  verifyEd25519: VerifyEd25519;
  /** Keys that the reader has from elsewhere; one of them must have signed. */
  trusted?: readonly Vkey[];
  /** Checkpoints that were kept elsewhere, as signed notes: the history must hold each of them unchanged. */
  oldCheckpoints?: readonly string[];
  /** Signed notes that stand at the end of the bundle, where it can be read ahead: see `notesAtEnd`. */
  notesAhead?: readonly string[];
  /** Who knows which steps are legal; without one, none is judged and no state compared. */
  judge?: Judge | null;
  /** Called now and then with how many leaves were read, and of how many. */
  onProgress?: (done: number, of: number) => void;
  signal?: AbortSignal;
}

/** The longest line that is read, in UTF-16 units. */
export const lineLengthMax = 64 * 1024 * 1024;
const progressEvery = 2000;

/**
 * Verifies a bundle by reading it once, line by line; what is kept grows with the number of objects, by some hundred
 * bytes for each, and with nothing else.
 *
 * @param batches the lines of the bundle without their newlines, as many at a time as there are
 * @returns what holds, what does not and what cannot be said; never thrown for a fault of the bundle
 * @throws the signal's reason when it is given
 */
export async function verifyBundle(
  batches: AsyncIterable<readonly string[]>,
  verification: BundleVerification,
): Promise<Verdict> {
  const reader = new BundleReader(verification);
  try {
    reader.begin();
    for await (const lines of batches) {
      verification.signal?.throwIfAborted();
      for (const line of lines) reader.take(line);
    }
    return reader.finish();
  } catch (fault) {
    if (!(fault instanceof UnusableInput)) throw fault;
    return reader.unusable(fault);
  }
}

/** The bytes of a file are not UTF-8: whoever reads the lines throws this. */
export const notText = (line: number): UnusableInput =>
  new UnusableInput({ code: 'not-text', line, words: faultWords['not-text']({}) });

/**
 * The checkpoints in the last lines of a bundle, which may begin in the middle of a line. Given to `verifyBundle`,
 * they let it compare roots of earlier sizes while it passes them.
 */
export function notesAtEnd(tail: string): string[] {
  return tail.split('\n').flatMap((text) => {
    const read = readLine(text);
    return 'line' in read && read.line.type === 'checkpoint' ? [read.line.note] : [];
  });
}

const phases = ['header', 'entries', 'checkpoints', 'keys'] as const;
const phaseOf = {
  header: 0,
  entry: 1,
  leaf: 1,
  checkpoint: 2,
  key: 3,
} as const satisfies Record<BundleLine['type'], number>;

class BundleReader {
  private readonly findings = new Findings();
  private readonly entries: EntryCheck;
  private roots: Roots | null = null;
  private signatures: Signatures | null = null;
  private header: HeaderLine | null = null;
  private lineNumber = 0;
  private phase = 0;
  private next = 0;
  private leaves = 0;
  private readonly outside: { from: number; to: number }[] = [];

  constructor(private readonly verification: BundleVerification) {
    this.entries = new EntryCheck(verification.sha256, verification.judge ?? null, this.findings);
  }

  /** Reads what is given beside the bundle. */
  begin(): void {
    const { sha256, verifyEd25519, trusted = [], oldCheckpoints = [], notesAhead = [] } = this.verification;
    const old = oldCheckpoints.map((text) => this.readOld(text));
    const ahead = notesAhead.flatMap((text) => sizeOf(text) ?? []);
    this.roots = new Roots(sha256, [...old.map(({ checkpoint }) => checkpoint.size), ...ahead]);
    this.signatures = new Signatures({ sha256, verifyEd25519, trusted, old }, this.findings);
  }

  take(text: string): void {
    this.lineNumber += 1;
    const place = { line: this.lineNumber };
    if (text.length > lineLengthMax) this.findings.fault('line-too-long', place);
    const read = readLine(text);
    if (this.header === null) this.takeHeader(read);
    else if ('reason' in read) this.unreadable(read.reason);
    else this.takeFurther(read.line);
  }

  finish(): Verdict {
    const { header } = this;
    if (!header) this.findings.fault('not-a-bundle', {}, { reason: 'it is empty' });
    else this.finishAfter(header);
    return this.verdict(this.findings.told(this.signatures?.isRootReached ?? false));
  }

  unusable({ fault }: UnusableInput): Verdict {
    return this.verdict(unusableBy([fault]));
  }

  private readOld(text: string): SignedCheckpoint {
    try {
      return readCheckpoint(text);
    } catch (fault) {
      if (!(fault instanceof MalformedNoteError)) throw fault;
      this.findings.fault('old-checkpoint-form', {}, { reason: fault.message });
      throw fault;
    }
  }

  private takeHeader(read: ReturnType<typeof readLine>): void {
    const place = { line: this.lineNumber };
    if ('reason' in read) this.findings.fault('not-a-bundle', place, { reason: read.reason });
    else if (read.line.type !== 'header')
      this.findings.fault('not-a-bundle', place, { reason: 'it does not begin with a header' });
    else this.header = read.line;
    this.phase = phaseOf.entry;
  }

  /** A line that cannot be read may have been an entry, so no later root can be compared. */
  private unreadable(reason: string): void {
    const isEntry = this.phase === phaseOf.entry && this.next < (this.header?.treeSize ?? 0);
    this.findings.fault(
      'line-form',
      { line: this.lineNumber, ...(isEntry && { index: this.next }) },
      { reason },
    );
    if (!isEntry) return;
    this.roots?.lose();
    this.next += 1;
  }

  private takeFurther(line: BundleLine): void {
    const place = { line: this.lineNumber };
    const phase = phaseOf[line.type];
    if (phase < this.phase || line.type === 'header') {
      const isBeyond = phase === phaseOf.entry && 'index' in line && line.index >= this.next;
      if (isBeyond)
        this.findings.fault('entries-beyond-size', { ...place, index: line.index }, { expected: this.next });
      else
        this.findings.fault('line-order', place, { expected: `the ${phases[this.phase]}`, found: line.type });
      return;
    }
    if (phase > this.phase) this.turn(phase);
    if (line.type === 'entry' || line.type === 'leaf') this.takeLeaf(line);
    else if (line.type === 'checkpoint') this.signatures?.takeCheckpoint(line.note, place);
    else this.signatures?.takeKey(line.vkey, place);
  }

  /** The next part of the file begins: all leaves must have been there, and a checkpoint before the keys. */
  private turn(phase: number): void {
    const treeSize = this.header?.treeSize ?? 0;
    const place = { line: this.lineNumber };
    if (this.phase === phaseOf.entry && this.next < treeSize) {
      this.roots?.lose();
      this.findings.fault(
        'entries-missing',
        { ...place, index: this.next, to: treeSize - 1 },
        { expected: treeSize, found: this.next },
      );
    }
    if (phase === phaseOf.key && this.phase === phaseOf.entry)
      this.findings.fault('line-order', place, { expected: 'a checkpoint', found: 'key' });
    this.phase = phase;
  }

  private takeLeaf(line: EntryLine | LeafLine): void {
    const treeSize = this.header?.treeSize ?? 0;
    const place = { line: this.lineNumber, index: line.index };
    if (line.index !== this.next) {
      const isBeyond = this.next === treeSize && line.index >= treeSize;
      if (isBeyond) this.findings.fault('entries-beyond-size', place, { expected: treeSize });
      else this.findings.fault('index-order', place, { expected: this.next, found: line.index });
      if (line.index < this.next || isBeyond) return;
      this.roots?.lose();
    } else if (line.index >= treeSize) {
      this.findings.fault('entries-beyond-size', place, { expected: treeSize });
      return;
    }
    this.next = line.index + 1;
    const hash = line.type === 'leaf' ? fromHex(line.hash) : leafHash(this.verification.sha256, line.canon);
    this.roots?.append(hash);
    if (line.type === 'entry') this.entries.take(line, hash, place, this.leaves);
    else this.passLeaf(line.index);
    if (this.next % progressEvery === 0) this.verification.onProgress?.(this.next, treeSize);
  }

  private passLeaf(index: number): void {
    this.leaves += 1;
    this.entries.passLeaf(index);
    const last = this.outside.at(-1);
    if (last?.to === index - 1) last.to = index;
    else if (this.outside.length < spansKept) this.outside.push({ from: index, to: index });
  }

  private finishAfter({ origin, treeSize }: HeaderLine): void {
    const { roots, signatures } = this;
    if (!roots || !signatures) throw new Error('the reader has not begun');
    if (this.phase === phaseOf.entry) {
      const expected = this.next < treeSize ? `index ${this.next}` : 'a checkpoint';
      if (this.next < treeSize) roots.lose();
      this.findings.fault('truncated', { line: this.lineNumber, index: this.next }, { expected });
    } else if (!signatures.hasKey)
      this.findings.fault('truncated', { line: this.lineNumber }, { expected: 'a key' });
    this.entries.finish();
    signatures.finish(origin, treeSize, roots);
    this.sayWhatIsOutside();
    this.verification.onProgress?.(this.next, treeSize);
  }

  private sayWhatIsOutside(): void {
    const { findings, entries, leaves } = this;
    if (leaves > 0)
      findings.leaveUnproved(
        'outside-export',
        `${counted(leaves, 'entry is', 'entries are')} outside this export: that they are part of the log is proved, what they say is not.`,
      );
    const gaps = entries.objects.gaps();
    if (gaps > 0)
      findings.leaveUnproved(
        'earlier-entries-outside-export',
        `Of ${counted(gaps, 'object', 'objects')} some entries are outside this export, so that the steps between are not proved.`,
      );
    if (!this.verification.judge)
      findings.leaveUnproved('steps-not-judged', 'Whether each step was legal was not judged.');
    if (entries.statesUncompared > 0)
      findings.leaveUnproved(
        'states-not-compared',
        `${counted(entries.statesUncompared, 'exported state was', 'exported states were')} not compared with the history.`,
      );
    const stateless = entries.objects.withoutState();
    if (stateless > 0)
      findings.leaveUnproved(
        'states-not-compared',
        `Of ${counted(stateless, 'object', 'objects')} no state was exported, so that none was compared with the history.`,
      );
  }

  private verdict(told: ReturnType<Findings['told']>): Verdict {
    const { unproved, redactions, redactionCount } = this.findings;
    return {
      ...told,
      isRootReached: this.signatures?.isRootReached ?? false,
      proved: this.proved(),
      unproved,
      redactions,
      redactionCount,
      outside: this.outside,
    };
  }

  private proved(): Proved {
    const { entries, header, signatures } = this;
    const treeSize = header?.treeSize ?? 0;
    return {
      origin: header?.origin ?? '',
      treeSize,
      root: this.roots?.at(treeSize) ?? null,
      entries: entries.entries,
      leaves: this.leaves,
      objects: entries.objects.size,
      openings: entries.opened,
      legalSteps: entries.legalSteps,
      states: entries.states,
      span: entries.span,
      signers: signatures?.signers ?? [],
      oldCheckpoints: signatures?.oldCheckpoints ?? [],
    };
  }
}

function sizeOf(text: string): number | null {
  try {
    return readCheckpoint(text).checkpoint.size;
  } catch (fault) {
    if (fault instanceof MalformedNoteError) return null;
    throw fault;
  }
}
