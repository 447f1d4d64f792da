import { Command, Option } from 'commander';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedPostgresError, Store } from '#store';
import { demoPassword, demoPeople, emailOf, everybody, partOf } from '../demo/cast.js';
import { isMarkedAsDemo } from '../demo/demo-folder.js';
import { makeDemoIn, readyForDemo } from '../demo/prepare-demo.js';
import { openDatabase, type DatabaseChoice } from '../open-database.js';
import type { Say } from '../say.js';
import type { Closing } from '../serve/closing.js';
import { portOption } from '../serve/options.js';
import { evidenceFilesIn, loadRoles, runRoles } from '../serve/run-roles.js';
import { endWithDatabase, runUntilStopped } from '../serve/run-until-stopped.js';
import { tryPort } from '../serve/try-port.js';
import { dataOption } from './data-option.js';
import { keysFolderOf } from './keys-option.js';

interface Options {
  fresh?: true;
  port: number;
  data: string;
}

/** `uphold demo`: everything in one process, on invented activity around real reviews. */
export function demoCommand(say: Say): Command {
  return new Command('demo')
    .description('try Uphold on real reviews and half a year of invented activity')
    .addOption(new Option('--fresh', 'remove what an earlier demo holds and start anew'))
    .addOption(portOption())
    .addOption(dataOption())
    .addHelpText(
      'after',
      `
The demo always runs on its own embedded database; DATABASE_URL is not used.
The first start makes the data, later ones keep it. Ctrl-C stops; a second one stops at once.

Examples:
  uphold demo
  uphold demo --fresh --port 8080
  uphold demo --data /tmp/uphold-demo`,
    )
    .action((options: Options) =>
      runUntilStopped(say, (closing, stop) => start(options, closing, stop, say)),
    );
}

const host = '127.0.0.1';

async function start(options: Options, closing: Closing, stop: AbortSignal, say: Say): Promise<void> {
  const { data: dataFolder, port } = options;
  const isFresh = options.fresh === true;
  say.progress('Starting the database …');
  void loadRoles().catch(() => undefined);
  const database = await openForDemo({ dataFolder, onUnexpectedEnd: endWithDatabase(say) }, isFresh, say);
  closing.add(() => database.close());
  await tryPort(port, host);
  const isToBeMade = await readyForDemo({ database, dataFolder, isFresh }, say);
  const keysFolder = keysFolderOf(options);
  const store = await Store.open(database.url, { keysFolder });
  closing.add(() => store.close());
  const files = evidenceFilesIn(dataFolder);
  if (isToBeMade) await makeDemoIn(dataFolder, store, files, { say, stop });
  if (stop.aborted) return;
  const roles = await runRoles(store, files, { role: 'all', host, port, keysFolder, demoPeople });
  closing.add(() => roles.close());
  introduce(roles.url ?? '', say);
}

/** A demo may be thrown away, so `--fresh` also helps where its database is damaged. */
async function openForDemo(choice: DatabaseChoice, isFresh: boolean, say: Say) {
  try {
    return await openDatabase(choice, say);
  } catch (error) {
    const isBroken = error instanceof EmbeddedPostgresError && error.code === 'data-folder-broken';
    if (!isBroken || !isFresh || !isMarkedAsDemo(choice.dataFolder)) throw error;
    say.progress('The old demo is damaged; removing it …');
    for (const name of ['postgres', 'password', 'database-is-elsewhere.txt'])
      await rm(join(choice.dataFolder, name), { recursive: true, force: true });
    return openDatabase(choice, say);
  }
}

function introduce(url: string, say: Say): void {
  const widest = Math.max(...everybody.map((who) => emailOf(who).length));
  const people = everybody.map((who) => {
    const { name, role, does } = partOf(who);
    return `  ${emailOf(who).padEnd(widest)}  ${role.padEnd(13)}  ${name} (${does})`;
  });
  say.line(`
Uphold is ready at ${url}

Everybody's password is ${demoPassword}
${people.join('\n')}

Begin as amara (proposes), leila (decides) and oksana (audits). Ctrl-C stops.`);
}
