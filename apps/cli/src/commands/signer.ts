import { Command, Option } from 'commander';
import { readFile } from 'node:fs/promises';
import { NotRememberedError, Operator } from '#store';
import type { Say } from '../say.js';
import { signerReport } from '../signer/signer-report.js';
import { Trouble } from '../trouble.js';
import { withStore } from '../with-store.js';
import { dataOption } from './data-option.js';
import { keysFolderOf, keysOption } from './keys-option.js';

interface Place {
  data: string;
  keys?: string;
}

/** `uphold signer`: keys and memory of whoever signs the log. */
export function signerCommand(say: Say): Command {
  return new Command('signer')
    .description('keys and memory with which the log is signed')
    .addCommand(statusCommand(say))
    .addCommand(rotateCommand(say))
    .addCommand(rememberCommand(say));
}

function statusCommand(say: Say): Command {
  return new Command('status')
    .description('tell the keys, what was signed last, and whether the signer refuses')
    .addOption(dataOption())
    .addOption(keysOption())
    .addHelpText('after', '\nExit code 1 where the signer refuses.\n\nExample:\n  uphold signer status')
    .action(async (place: Place) => {
      const status = await withOperator(place, say, (operator) => operator.status());
      say.line(signerReport(status));
      if (status.refusal) throw new Trouble('failed', `The signer refuses: ${status.refusal}.`);
    });
}

function rotateCommand(say: Say): Command {
  return new Command('rotate')
    .description('make new keys; the old ones sign beside them for some days more')
    .addOption(
      new Option('--overlap <days>', 'how long the old keys sign beside the new ones')
        .default(30)
        .argParser(readDays),
    )
    .addOption(dataOption())
    .addOption(keysOption())
    .addHelpText(
      'after',
      `
Publish the new keys during the overlap, by a way that does not go through this installation.

Example:
  uphold signer rotate --overlap 60`,
    )
    .action(async ({ overlap, ...place }: Place & { overlap: number }) => {
      const { until, keys } = await withOperator(place, say, (operator) => operator.rotate(overlap));
      say.line(`The old keys sign until ${until}. The new ones:`);
      for (const { purpose, vkey } of keys) say.line(`  ${purpose.padEnd(12)}${vkey}`);
    });
}

function rememberCommand(say: Say): Command {
  return new Command('remember')
    .description('take a checkpoint that you trust as the last one that was signed, and end a refusal')
    .argument('<file>', 'file with the checkpoint; of several, such as in checkpoints.txt, the last is taken')
    .addOption(dataOption())
    .addOption(keysOption())
    .addHelpText(
      'after',
      `
The signer refuses a log that does not continue what it signed: after an old backup was restored, or when
somebody changed the log. Find out which first. Then either bring the right database back and give the signer its own
last checkpoint again, or decide that the log goes on from the older state, and give it the last checkpoint that is
still true of it. Whoever holds a newer checkpoint will see that the log was rolled back; tell them why.

Examples:
  uphold signer remember .uphold/keys/INSTALLATION/last-checkpoint.txt
  uphold signer remember checkpoint-of-friday.txt`,
    )
    .action(async (file: string, place: Place) => {
      const text = await readFile(file, 'utf8').catch((fault: NodeJS.ErrnoException) => {
        throw new Trouble('usage', `The file ${file} cannot be read: ${fault.message}.`, { cause: fault });
      });
      const { size } = await withOperator(place, say, (operator) => operator.remember(text));
      say.line(`The signer goes on from the checkpoint of ${size} entries.`);
    });
}

async function withOperator<T>(place: Place, say: Say, work: (operator: Operator) => Promise<T>): Promise<T> {
  return withStore(place.data, say, async ({ pool }) => {
    const operator = await Operator.of(pool, keysFolderOf(place));
    if (!operator) throw new Trouble('failed', 'Nothing was founded yet, so there is no log to sign.');
    return work(operator).catch((fault: unknown) => {
      throw fault instanceof NotRememberedError
        ? new Trouble('failed', fault.message, { cause: fault })
        : fault;
    });
  });
}

function readDays(text: string): number {
  const days = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  if (days <= 3650) return days;
  throw new Trouble('usage', `--overlap is a number of days from 0 to 3650; it was “${text}”.`);
}
