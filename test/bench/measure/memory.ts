import { residentMemory } from '../servers/child.js';
import type { Row } from '../report.js';

const everyMs = 250;
const aimMiB = 250;

/** Watches the resident memory of a process while it is under load. */
export class MemoryWatch {
  private peak = 0;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly pid: number) {
    this.timer = setInterval(() => void this.look(), everyMs);
  }

  /** Stops watching; answers the line of the table. */
  async stop(): Promise<Row> {
    clearInterval(this.timer);
    await this.look();
    return {
      work: 'memory of the one process under all of this load, at its peak',
      result: `${Math.round(this.peak)} MiB`,
      aim: `≤ ${aimMiB} MiB`,
      isReached: this.peak <= aimMiB,
      ours: '',
      bare: '',
    };
  }

  private async look(): Promise<void> {
    this.peak = Math.max(this.peak, await residentMemory(this.pid));
  }
}
