import { ReplayedObjects } from './replayed-objects.js';
import { Unproved, type WhyUnproved } from './unproved.js';

/** What was seen of the log so far: its objects, its gaps, and what could not be told because of them. */
export class Seen {
  readonly objects = new ReplayedObjects();
  readonly unproved = new Unproved();
  /** Recommendations of which a report was approved that is not to be seen. */
  readonly unseenReports = new Set<string>();
  /** Objects whose state cannot be told: their beginning is missing, or one of their entries is not legal. */
  private readonly lost = new Map<string, WhyUnproved>();
  private next = 0;
  /** Index of the first entry after the newest gap. */
  private gapEnd = -Infinity;

  reach(index: number): void {
    if (index !== this.next) this.gapEnd = index;
    this.next = index + 1;
  }

  /** Whether every entry from the first of the log on was seen. */
  get isWhole(): boolean {
    return this.gapEnd === -Infinity;
  }

  /** Whether every entry from this index on was seen. */
  isWholeSince(index: number): boolean {
    return this.gapEnd <= Math.max(index, 0) && (index >= 0 || this.isWhole);
  }

  /** Whether the object is there, as far as can be told. */
  knows(id: string): boolean {
    return this.objects.has(id) || this.lost.has(id);
  }

  whyLost(id: string): WhyUnproved | undefined {
    return this.lost.get(id);
  }

  /** Gives the object up: nothing of it is judged from here on. */
  lose(id: string, why: WhyUnproved): void {
    this.lost.set(id, why);
    this.objects.forget(id);
  }
}
