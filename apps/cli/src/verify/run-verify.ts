import type { Say } from '../say.js';
import { stopSignal } from '../stopping.js';
import { Trouble } from '../trouble.js';
import { tellUnusable, tellVerdict } from './tell-verdict.js';
import { verifyFile } from './verify-file.js';

/** What `uphold verify` is called with, beside the file. */
export interface VerifyOptions {
  checkpoint: string[];
  key: string[];
  json?: boolean;
}

const tellEveryMs = 2000;

/** Verifies a file and says what came out. Ctrl-C stops it. */
export async function runVerify(file: string, options: VerifyOptions, say: Say): Promise<void> {
  const stop = stopSignal(() => say.progress('Stopping …'));
  let toldAt = performance.now();
  const onProgress = (done: number, of: number) => {
    if (performance.now() - toldAt < tellEveryMs) return;
    toldAt = performance.now();
    say.progress(`${done.toLocaleString('en')} of ${of.toLocaleString('en')} entries read`);
  };
  try {
    const { checkpoint: checkpoints, key: keys } = options;
    const found = await verifyFile({ file, keys, checkpoints, onProgress, signal: stop.signal });
    tellVerdict(found, options.json === true, say);
  } catch (fault) {
    if (stop.signal.aborted) throw new Trouble('cancelled', 'Cancelled; nothing is proved.');
    if (!(fault instanceof Trouble && fault.kind === 'usage')) throw fault;
    tellUnusable(fault.message, options.json === true, say);
  } finally {
    stop.dispose();
  }
}
