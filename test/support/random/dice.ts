/** Choices that a number decides: the same number, the same choices. */
export class Dice {
  constructor(private state: number) {}

  /** A whole number from 0 up to, and without, `limit`. Mulberry32. */
  below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  /** True in so many of a hundred cases. */
  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  one<T>(values: readonly T[]): T {
    return values[this.below(values.length)] as T;
  }

  /** At most `most` of the values, in their order. */
  some<T>(values: readonly T[], most: number): T[] {
    return values.filter(() => this.chance(50)).slice(0, most);
  }
}
