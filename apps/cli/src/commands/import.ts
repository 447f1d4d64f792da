import { Command } from 'commander';
import { readFile, stat } from 'node:fs/promises';
import { decode, importSizeMax } from '../import/decode.js';
import { importText, type ImportOutcome } from '../import/import-text.js';
import { tellOutcome } from '../import/tell-outcome.js';
import { UnusableFile } from '../import/unusable.js';
import { actorByEmail } from '../people.js';
import type { Say } from '../say.js';
import { stopSignal } from '../stopping.js';
import { exitCodes } from '../trouble.js';
import { withStore } from '../with-store.js';
import { dataOption } from './data-option.js';

interface Options {
  as: string;
  dryRun?: true;
  skipBad?: true;
  data: string;
}

/** `uphold import FILE`: reviews and recommendations from JSON or CSV. */
export function importCommand(say: Say): Command {
  return new Command('import')
    .description('import reviews and recommendations from a JSON or CSV file (docs/IMPORT.md)')
    .argument('<file>', 'UTF-8; .json by the documented format, or CSV with a header row')
    .requiredOption('--as <email>', 'the person who imports; their rights apply and the history names them')
    .option('--dry-run', 'check everything and write nothing')
    .option('--skip-bad', 'write the good rows although there are bad ones')
    .addOption(dataOption())
    .addHelpText(
      'after',
      `
Nothing is written unless every row is good, or --skip-bad is given. What exists already is left
as it is, so the same file may be imported again.
Exit codes: 0 done, 1 some rows are bad, 2 the file or the call cannot be used, 130 cancelled.

Examples:
  uphold import reviews.json --as mei@demo.example --dry-run
  uphold import reviews.csv --as mei@demo.example --skip-bad`,
    )
    .action(async (file: string, options: Options) => {
      const text = decode(await readImport(file));
      const outcome = await run(text, options, say);
      tellOutcome(outcome, say);
      say.exitCode = exitCodeOf(outcome);
    });
}

async function run(text: string, options: Options, say: Say): Promise<ImportOutcome> {
  const stop = stopSignal(() => say.progress('Stopping after the row that is being written …'));
  let toldAt = performance.now();
  const onWritten = (written: number, total: number) => {
    if (performance.now() - toldAt < 1000) return;
    toldAt = performance.now();
    say.progress(`${written} of ${total} written`);
  };
  try {
    return await withStore(options.data, say, async (store) =>
      importText(store, await actorByEmail(store, options.as), text, {
        isDryRun: options.dryRun === true,
        skipsBad: options.skipBad === true,
        signal: stop.signal,
        onWritten,
      }),
    );
  } finally {
    stop.dispose();
  }
}

async function readImport(file: string): Promise<Uint8Array> {
  const status = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw new UnusableFile(
      `${file} cannot be read: ${error.code === 'ENOENT' ? 'there is no such file' : error.code}.`,
    );
  });
  if (!status.isFile()) throw new UnusableFile(`${file} is not a file.`);
  if (status.size > importSizeMax)
    throw new UnusableFile(
      'The file is larger than 50 MB. Split it into several and import one after the other.',
    );
  return readFile(file);
}

function exitCodeOf({ ending, bad }: ImportOutcome): number {
  if (ending === 'cancelled') return exitCodes.cancelled;
  return bad.length > 0 || ending === 'broken-off' ? exitCodes.failed : 0;
}
