import { Connection, type Answer } from './connection.js';

/** One request to send, and what is to be learned from its answer. */
export interface Shot {
  request: Buffer;
  learn?: (answer: Answer) => void;
}

/** Gives out requests without end. */
export type Shots = () => Shot;

/** What a round of load came to. */
export interface Round {
  /** Answers a second. */
  rate: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

/** Keeps `connections` connections busy for `ms` milliseconds and waits for the last answers. */
export async function load(
  url: string,
  shots: Shots,
  { connections, ms }: { connections: number; ms: number },
): Promise<Round> {
  const open = await Promise.all(Array.from({ length: connections }, () => Connection.open(url)));
  const took: number[] = [];
  const began = performance.now();
  await Promise.all(
    open.map(async (connection) => {
      while (performance.now() - began < ms) {
        const { request, learn } = shots();
        const sent = performance.now();
        const answer = await connection.send(request);
        took.push(performance.now() - sent);
        if (answer.status !== 200) throw new Error(`answered ${answer.head}\n${answer.body.toString()}`);
        learn?.(answer);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  for (const connection of open) connection.close();
  return { rate: took.length / seconds, ...quantiles(took) };
}

/** The middle and the slow end of some durations. */
export function quantiles(durations: number[]): { p50: number; p99: number } {
  const sorted = durations.sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
};
