import { expect } from '@jest/globals';
import type { Held } from './house.js';

/** How many cases each door was asked, and of them how many were told and how many withheld. */
export class Tally {
  private readonly doors = new Map<string, { told: number; withheld: number }>();

  /** Expects that just those things come out of a door that may, each of which is a case. */
  mustTellJust(
    door: string,
    things: readonly Held[],
    may: (thing: Held) => boolean,
    isTold: (thing: Held) => boolean,
  ): void {
    const leaked = things.filter((thing) => isTold(thing) && !may(thing)).map(nameOf);
    const missing = things.filter((thing) => !isTold(thing) && may(thing)).map(nameOf);
    expect({ door, leaked, missing }).toEqual({ door, leaked: [], missing: [] });
    for (const thing of things) this.count(door, may(thing));
  }

  /** Counts a case that was held against what is expected elsewhere. */
  count(door: string, isTold: boolean): void {
    const counts = this.doors.get(door) ?? { told: 0, withheld: 0 };
    counts[isTold ? 'told' : 'withheld'] += 1;
    this.doors.set(door, counts);
  }

  get cases(): number {
    return [...this.doors.values()].reduce((sum, { told, withheld }) => sum + told + withheld, 0);
  }

  /** The doors, or deeds, that were tried. */
  get deeds(): string[] {
    return [...this.doors.keys()];
  }

  /** Doors whose cases all ended alike: such a test would not notice a door that is always open, or always shut. */
  get oneSided(): string[] {
    return [...this.doors]
      .filter(([, { told, withheld }]) => told === 0 || withheld === 0)
      .map(([door]) => door);
  }

  get summary(): string {
    const lines = [...this.doors].map(
      ([door, { told, withheld }]) => `${door}: ${told} told or allowed, ${withheld} withheld or refused`,
    );
    return `${this.cases} cases\n${lines.join('\n')}`;
  }
}

const nameOf = ({ kind, marking, about }: Held): string =>
  `${marking ? `${marking} ` : ''}${kind} of ${about.name}`;
