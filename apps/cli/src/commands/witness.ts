import { Command, Option } from 'commander';
import { setTimeout as sleep } from 'node:timers/promises';
import { resolve } from 'node:path';
import { formatVkey } from '#ledger';
import type { Say } from '../say.js';
import { stopSignal } from '../stopping.js';
import { exitCodes, Trouble } from '../trouble.js';
import { LogClient } from '../witness/log-client.js';
import { readKey, WitnessFolder } from '../witness/witness-folder.js';
import { Witness, type Look } from '../witness/witness.js';

interface Options {
  log: string;
  dir: string;
  key: string[];
  name?: string;
  once?: true;
  interval: number;
}

const gathered = (value: string, before: string[]): string[] => [...before, value];

/** `uphold witness`: watches somebody else's log, and cosigns its checkpoints as long as it only grows. */
export function witnessCommand(say: Say): Command {
  return new Command('witness')
    .description('watch a log from elsewhere, check that it only grows, and cosign its checkpoints')
    .requiredOption('--log <url>', 'address of the installation that is watched')
    .requiredOption('--dir <dir>', 'folder for the own key and what was seen last')
    .option('--key <vkey>', 'a key of the log that you were given; may be repeated', gathered, [])
    .option('--name <name>', 'name of the own key, such as an address; kept from the first start on')
    .option('--once', 'look once and end')
    .addOption(
      new Option('--interval <seconds>', 'how long to wait between two looks')
        .default(60)
        .argParser(readSeconds),
    )
    .addHelpText(
      'after',
      `
The newest cosigned checkpoint is kept as checkpoint.txt in the folder; give it to "uphold verify --checkpoint".
Without --key, the keys that the log shows at the first look are kept and trusted from then on.
Exit codes: 0 the log only grew, 1 refused (what was shown is kept in the folder), 2 not reached or not used rightly.

Example:
  uphold witness --log https://uphold.example --dir ./witness --name witness.example/1`,
    )
    .action((options: Options) => run(options, say));
}

async function run(options: Options, say: Say): Promise<void> {
  const folder = new WitnessFolder(resolve(options.dir));
  const log = new LogClient(options.log);
  const cosigner = await folder.cosigner(options.name);
  const witness = new Witness(log, folder, cosigner, options.key.map(readKey));
  if (options.once) {
    tell(await witness.look(new AbortController().signal), say);
    return;
  }
  say.line(`This witness signs with ${formatVkey(cosigner.vkey)}`);
  const stop = stopSignal(() => say.progress('Stopping …'));
  try {
    while (!stop.signal.aborted) {
      await lookAndTell(witness, say, stop.signal);
      await sleep(options.interval * 1000, undefined, { signal: stop.signal });
    }
  } catch (fault) {
    if (!stop.signal.aborted) throw fault;
  } finally {
    stop.dispose();
  }
}

/** A log that is not reached is asked again later. */
async function lookAndTell(witness: Witness, say: Say, signal: AbortSignal): Promise<void> {
  try {
    tell(await witness.look(signal), say);
  } catch (fault) {
    if (!(fault instanceof Trouble)) throw fault;
    say.fault(fault.message);
  }
}

function tell(look: Look, say: Say): void {
  if (look.outcome === 'refused') {
    say.exitCode = exitCodes.failed;
    say.fault(`REFUSED: ${look.reason}.`);
    say.fault(
      `Nothing was cosigned. What the log showed is kept in ${look.evidence}: tell those who rely on it.`,
    );
  } else if (look.outcome === 'empty') say.line('The log has no checkpoint yet.');
  else if (look.outcome === 'unchanged') say.progress(`Unchanged: ${look.size} entries.`);
  else
    say.line(
      look.from === null
        ? `Cosigned: ${look.size} entries, the first checkpoint seen.`
        : `Cosigned: ${look.size} entries, which begin with the ${look.from} seen before.`,
    );
}

function readSeconds(text: string): number {
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= 86_400) return seconds;
  throw new Trouble('usage', 'The interval is a whole number of seconds, from 1 to 86400.');
}
