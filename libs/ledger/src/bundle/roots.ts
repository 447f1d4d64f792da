import { toHex, type Sha256 } from '../hashing.js';
import { CompactRange } from '../tree/compact-range.js';

/**
 * The tree over the leaves as they come, and its roots at the sizes that somebody asks about beforehand. Once a leaf
 * is missing nothing can be said of any later root.
 */
export class Roots {
  private readonly range: CompactRange;
  private readonly asked: Set<number>;
  private readonly known = new Map<number, string>();
  private isWhole = true;

  constructor(sha256: Sha256, sizes: Iterable<number>) {
    this.range = new CompactRange(sha256);
    this.asked = new Set(sizes);
    this.look();
  }

  append(hash: Uint8Array): void {
    if (!this.isWhole) return;
    this.range.append(hash);
    if (this.asked.has(this.range.size)) this.look();
  }

  /** A leaf is not there. */
  lose(): void {
    this.isWhole = false;
  }

  /** Root at a size that was asked about or is the present one, in hex; null where it is not known. */
  at(size: number): string | null {
    if (this.isWhole && size === this.range.size) return toHex(this.range.root());
    return this.known.get(size) ?? null;
  }

  private look(): void {
    if (this.asked.has(this.range.size)) this.known.set(this.range.size, toHex(this.range.root()));
  }
}
