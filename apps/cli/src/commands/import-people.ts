import { Command } from 'commander';
import { readFile, stat } from 'node:fs/promises';
import { peopleBytesMax } from '#contracts';
import { decode } from '../import/decode.js';
import { UnusableFile } from '../import/unusable.js';
import { importPeople, type PeopleOutcome } from '../import-people/import-people.js';
import { tellPeople } from '../import-people/tell-people.js';
import { actorByEmail } from '../people.js';
import { mailSetting } from '../serve/mail-setting.js';
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

/** `uphold import-people FILE`: accounts and their roles from a CSV list. */
export function importPeopleCommand(say: Say): Command {
  return new Command('import-people')
    .description('open accounts and give roles from a CSV list (docs/IMPORT.md)')
    .argument('<file>', 'CSV in UTF-8 with a header row, up to 5,000 rows and 2 MB')
    .requiredOption('--as <email>', 'the administrator who imports; the history names them')
    .option('--dry-run', 'check everything and write nothing')
    .option('--skip-bad', 'carry out the good rows although there are bad ones')
    .addOption(dataOption())
    .addHelpText(
      'after',
      `
Nothing is written unless every row is good, or --skip-bad is given. Accounts that exist are left as they
are, and a role that somebody holds is not given again, so the same list may be imported again.
Exit codes: 0 done, 1 some rows are bad, 2 the file or the call cannot be used, 130 cancelled.

Examples:
  uphold import-people people.csv --as tevita@demo.example --dry-run
  uphold import-people people.csv --as tevita@demo.example --skip-bad`,
    )
    .action(async (file: string, options: Options) => {
      const text = decode(await readList(file));
      const outcome = await run(text, options, say);
      tellPeople(outcome, say);
      say.exitCode = exitCodeOf(outcome);
    });
}

async function run(text: string, options: Options, say: Say): Promise<PeopleOutcome> {
  const stop = stopSignal(() => say.progress('Stopping after the row that is being written …'));
  try {
    return await withStore(options.data, say, async (store) =>
      importPeople(store, await actorByEmail(store, options.as), text, {
        isDryRun: options.dryRun === true,
        skipsBad: options.skipBad === true,
        isMailOn: mailSetting()?.publicUrl !== undefined,
        signal: stop.signal,
        onProgress: (done, total) => say.progress(`${done} of ${total} rows`),
      }),
    );
  } finally {
    stop.dispose();
  }
}

async function readList(file: string): Promise<Uint8Array> {
  const status = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw new UnusableFile(
      `${file} cannot be read: ${error.code === 'ENOENT' ? 'there is no such file' : error.code}.`,
    );
  });
  if (!status.isFile()) throw new UnusableFile(`${file} is not a file.`);
  if (status.size > peopleBytesMax)
    throw new UnusableFile('The file is larger than 2 MB. Split it and import one after the other.');
  return readFile(file);
}

function exitCodeOf({ ending, rows }: PeopleOutcome): number {
  if (ending === 'cancelled') return exitCodes.cancelled;
  const isBad = rows.some(({ fate }) => fate === 'bad' || typeof fate === 'object');
  return isBad || ending === 'refused' ? exitCodes.failed : 0;
}
