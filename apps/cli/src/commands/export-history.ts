import { Command, Option } from 'commander';
import { randomUUID } from 'node:crypto';
import { exportBundle, giveUp, recordExport, type BundleExport, type Store } from '#store';
import { awaitCheckpoint } from '../export/await-checkpoint.js';
import { findPart } from '../export/find-part.js';
import { mustBeWritable, writeBundle } from '../export/write-bundle.js';
import { actorByEmail } from '../people.js';
import type { Say } from '../say.js';
import { stopSignal } from '../stopping.js';
import { Trouble } from '../trouble.js';
import { withStore } from '../with-store.js';
import { dataOption } from './data-option.js';

interface Options {
  out: string;
  review?: string;
  recommendation?: string;
  as?: string;
  data: string;
}

/** `uphold export-history`: the history as a bundle that anybody can verify. */
export function exportHistoryCommand(say: Say): Command {
  return new Command('export-history')
    .description('write the history into a file that anybody can verify (docs/BUNDLE-FORMAT.md)')
    .requiredOption(
      '--out <file>',
      'where the bundle goes; what is there is replaced once the bundle is whole',
    )
    .addOption(
      new Option('--review <code>', 'only what belongs to this review in full').conflicts('recommendation'),
    )
    .option('--recommendation <code>', 'only what belongs to this recommendation in full')
    .option('--as <email>', 'only what this person may read in full; everything otherwise')
    .addOption(dataOption())
    .addHelpText(
      'after',
      `
Of entries outside the export the file holds the hashes, so that the whole is proved all the same.
It reaches as far as the newest checkpoint that was signed. The export is recorded in the history.
Ctrl-C cancels and leaves nothing.

Examples:
  uphold export-history --out history.ndjson
  uphold export-history --out review.ndjson --review A-2012-1 --as oksana@demo.example
  uphold verify history.ndjson`,
    )
    .action((options: Options) => run(options, say));
}

async function run(options: Options, say: Say): Promise<void> {
  await mustBeWritable(options.out);
  const stop = stopSignal(() => say.progress('Cancelling …'));
  try {
    await withStore(options.data, say, (store) => exportTo(store, options, say, stop.signal));
  } catch (fault) {
    if (stop.signal.aborted) throw new Trouble('cancelled', 'Cancelled; nothing was written.');
    throw fault;
  } finally {
    stop.dispose();
  }
}

async function exportTo(store: Store, options: Options, say: Say, signal: AbortSignal): Promise<void> {
  const actor = options.as === undefined ? 'operator' : await actorByEmail(store, options.as);
  const scope = { actor, ...(await findPart(store, actor, options)) } as const;
  await awaitCheckpoint(store, say, signal);
  const bundle = await exportBundle(store, scope);
  try {
    await writeBundle(options.out, bundle, { onProgress: teller(bundle, say), signal });
  } finally {
    await giveUp(bundle);
  }
  await recordExport(store, scope, bundle, randomUUID());
  const { treeSize, told, beyond } = bundle;
  say.line(`Written to ${options.out}: ${counted(told)} in full of ${counted(treeSize)} in the log.`);
  if (beyond > 0)
    say.line(`The log is ahead of its newest checkpoint: ${counted(beyond)} newer are not in this file.`);
}

const counted = (count: number): string =>
  `${count.toLocaleString('en')} ${count === 1 ? 'entry' : 'entries'}`;
const tellEveryMs = 2000;

function teller(bundle: BundleExport, say: Say): () => void {
  let toldAt = performance.now();
  return () => {
    if (performance.now() - toldAt < tellEveryMs) return;
    toldAt = performance.now();
    say.progress(`${bundle.done.toLocaleString('en')} of ${counted(bundle.treeSize)} written`);
  };
}
