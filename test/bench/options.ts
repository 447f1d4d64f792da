import { parseArgs } from 'node:util';

/** How much is seeded. */
export interface SeedSize {
  recommendations: number;
  entries: number;
}

/** What a run of the benchmark may be told. */
export interface BenchOptions {
  size: SeedSize;
  /** A short run on little data, to see that the benchmark runs; its figures say nothing. */
  isQuick: boolean;
  /** Names of the works to measure; empty for all. */
  only: readonly string[];
  dataFolder: string;
  /** Folder for a CPU profile of Uphold under the load; none is taken without it. */
  profileFolder: string | undefined;
}

export const fullSize = { recommendations: 100_000, entries: 500_000 };
const quickSize = { recommendations: 300, entries: 2_000 };

/** Reads the command line; refuses what it does not know. */
export function readOptions(args: string[]): BenchOptions {
  const { values } = parseArgs({
    args,
    options: {
      recommendations: { type: 'string' },
      entries: { type: 'string' },
      quick: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      data: { type: 'string' },
      profile: { type: 'string' },
    },
  });
  const usual = values.quick ? quickSize : fullSize;
  const recommendations = countOf(values.recommendations, usual.recommendations);
  return {
    size: {
      recommendations,
      entries: countOf(values.entries, values.recommendations ? 5 * recommendations : usual.entries),
    },
    isQuick: values.quick,
    profileFolder: values.profile,
    only: values.only.split(',').filter(Boolean),
    dataFolder: values.data ?? (values.quick ? '.uphold/bench-quick' : '.uphold/bench'),
  };
}

function countOf(text: string | undefined, usual: number): number {
  if (text === undefined) return usual;
  if (/^\d{1,8}$/.test(text)) return Number(text);
  throw new Error(`a count is a whole number; it was "${text}"`);
}
