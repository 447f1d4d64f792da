import { v7 } from 'uuid';

/** A small deterministic random source (mulberry32): the same seed gives the same database. */
export class Random {
  constructor(private state: number) {}

  /** From 0 up to, but not including, 1. */
  fraction(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number {
    return from + Math.floor(this.fraction() * (to - from + 1));
  }

  pick<T>(among: readonly T[]): T {
    return among[Math.floor(this.fraction() * among.length)] as T;
  }

  /** The place of one of the weights, each as likely as it weighs. */
  weighted(weights: readonly number[]): number {
    let left = this.fraction() * weights.reduce((sum, weight) => sum + weight, 0);
    const place = weights.findIndex((weight) => (left -= weight) < 0);
    return place < 0 ? weights.length - 1 : place;
  }

  /** A UUID of version 7 of the given time. */
  id(at: number): string {
    const random = Uint8Array.from({ length: 16 }, () => this.between(0, 255));
    return v7({ msecs: at, random });
  }
}
