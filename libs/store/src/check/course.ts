import { findingsMax, type CheckCounts, type CheckFinding } from '#contracts';

/** What a check is given beside the database: how it is stopped, and whom it tells how far it is. */
export interface CheckOptions {
  signal?: AbortSignal;
  /** Called now and then while the check goes on, and at its end. */
  onProgress?: (checked: Checked) => Promise<void> | void;
}

/** What a check found, or has found so far. */
export interface Checked {
  /** The first findings, at most `findingsMax`. */
  findings: CheckFinding[];
  /** All of them. */
  findingCount: number;
  counts: CheckCounts;
}

const tellEveryMs = 500;
type Counted = Exclude<keyof CheckCounts, 'total'>;

/** One check under way: its findings, how far it is, and whether it is to stop. */
export class Course implements Checked {
  /** The first findings; `findingCount` counts all. */
  readonly findings: CheckFinding[] = [];
  readonly counts: CheckCounts = {};
  findingCount = 0;
  private toldAt = Date.now();

  constructor(private readonly options: CheckOptions = {}) {}

  found(finding: CheckFinding): void {
    this.findingCount += 1;
    if (this.findings.length < findingsMax) this.findings.push(finding);
  }

  count(what: Counted, by = 1): void {
    this.counts[what] = (this.counts[what] ?? 0) + by;
  }

  /**
   * A place between two steps, at which a check is told of and may be stopped.
   *
   * @throws whatever the signal was aborted with
   */
  async step(): Promise<void> {
    this.options.signal?.throwIfAborted();
    if (Date.now() - this.toldAt < tellEveryMs) return;
    await this.tell();
  }

  async tell(): Promise<void> {
    this.toldAt = Date.now();
    await this.options.onProgress?.(this);
  }
}
