import { load, median, type Round, type Shots } from '../load/load.js';
import type { Pace } from '../pace.js';
import { digits, milliseconds, ratioRow, type Row } from '../report.js';
import type { Work } from '../works/work.js';

/** Where both servers listen. */
export interface Beside {
  ours: string;
  bare: string;
}

const p50AimTimes = 3;

/** Answers a second with many connections, and the usual wait with one, of a piece of work. */
export async function measureWork(work: Work, at: Beside, pace: Pace): Promise<{ many: Row; alone: Row }> {
  const { connections, warmUpMs, roundMs, aloneMs, rounds } = pace;
  await inTurns(work, at, { connections, ms: warmUpMs, rounds: 1 });
  const many = await inTurns(work, at, { connections, ms: roundMs, rounds });
  const alone = await inTurns(work, at, { connections: 1, ms: aloneMs, rounds });
  return {
    many: ratioRow(
      `${work.title}, ${connections} connections`,
      ratioOf(many, 'rate'),
      { least: work.aim },
      {
        ours: `${digits(middle(many.ours, 'rate'))}/s, p99 ${milliseconds(middle(many.ours, 'p99'))}`,
        bare: `${digits(middle(many.bare, 'rate'))}/s, p99 ${milliseconds(middle(many.bare, 'p99'))}`,
      },
    ),
    alone: ratioRow(
      `${work.name}: p50 with one connection`,
      ratioOf(alone, 'p50'),
      { most: p50AimTimes },
      {
        ours: milliseconds(middle(alone.ours, 'p50')),
        bare: milliseconds(middle(alone.bare, 'p50')),
      },
    ),
  };
}

interface Rounds {
  ours: Round[];
  bare: Round[];
}

/** Rounds of both servers in turn, so that what slows the machine down meets both. */
async function inTurns(
  work: Work,
  at: Beside,
  { connections, ms, rounds }: { connections: number; ms: number; rounds: number },
): Promise<Rounds> {
  const found: Rounds = { ours: [], bare: [] };
  const round = (url: string, shots: Shots) => load(url, shots, { connections, ms });
  for (let number = 0; number < rounds; number++) {
    found.ours.push(await round(at.ours, work.ours));
    found.bare.push(await round(at.bare, work.bare));
  }
  return found;
}

const middle = (rounds: readonly Round[], key: keyof Round): number =>
  median(rounds.map((round) => round[key]));

const ratioOf = ({ ours, bare }: Rounds, key: keyof Round): number =>
  median(ours.map((round, number) => round[key] / (bare[number]?.[key] ?? Number.NaN)));
