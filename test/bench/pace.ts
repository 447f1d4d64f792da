/** How long and how often things are measured. */
export interface Pace {
  connections: number;
  rounds: number;
  warmUpMs: number;
  roundMs: number;
  /** Of a round with one connection. */
  aloneMs: number;
  pushMs: number;
  sockets: readonly number[];
  starts: number;
  /** Entries of the log that is verified offline. */
  verifiedEntries: number;
}

export const fullPace: Pace = {
  connections: 32,
  rounds: 3,
  warmUpMs: 2000,
  roundMs: 3000,
  aloneMs: 1000,
  pushMs: 10_000,
  sockets: [200, 1000],
  starts: 3,
  verifiedEntries: 1_000_000,
};

export const quickPace: Pace = {
  connections: 4,
  rounds: 1,
  warmUpMs: 50,
  roundMs: 100,
  aloneMs: 50,
  pushMs: 300,
  sockets: [5],
  starts: 1,
  verifiedEntries: 3000,
};
