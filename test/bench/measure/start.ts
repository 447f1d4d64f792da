import { median } from '../load/load.js';
import { digits, type Row } from '../report.js';
import { startUphold } from '../servers/child.js';

const aimSeconds = 3;

/** Time from starting the program to its being ready, on data that is there. */
export async function measureStart(
  dataFolder: string,
  databaseUrl: string | undefined,
  times: number,
): Promise<Row> {
  const seconds: number[] = [];
  for (let time = 0; time < times; time++) {
    const began = performance.now();
    const uphold = await startUphold(dataFolder, databaseUrl);
    seconds.push((performance.now() - began) / 1000);
    await uphold.stop();
  }
  const usual = median(seconds);
  return {
    work: `start to ready on kept data, ${databaseUrl ? 'PostgreSQL running already' : 'embedded PostgreSQL included'}`,
    result: `${digits(usual)} s`,
    aim: `≤ ${aimSeconds} s`,
    isReached: usual <= aimSeconds,
    ours: '',
    bare: '',
  };
}
