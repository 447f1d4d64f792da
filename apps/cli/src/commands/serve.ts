import { Command, Option } from 'commander';
import { Store } from '#store';
import { openDatabase } from '../open-database.js';
import { prepareDatabase } from '../prepare-database.js';
import type { Say } from '../say.js';
import type { Closing } from '../serve/closing.js';
import { endWithDatabase, runUntilStopped } from '../serve/run-until-stopped.js';
import { mailSetting } from '../serve/mail-setting.js';
import { portOption } from '../serve/options.js';
import {
  evidenceFilesIn,
  isSigner,
  processRoles,
  runRoles,
  loadRoles,
  opensDoors,
  type ProcessRole,
} from '../serve/run-roles.js';
import { isProduction, refuseWeakSecrets } from '../serve/production.js';
import { tryPort } from '../serve/try-port.js';
import { dataOption } from './data-option.js';
import { keysFolderOf, keysOption } from './keys-option.js';

interface Options {
  role: ProcessRole;
  port: number;
  host: string;
  data: string;
  keys?: string;
  signer: boolean;
  production?: true;
}

/** `uphold serve`: runs an installation until it is told to stop. */
export function serveCommand(say: Say): Command {
  return new Command('serve')
    .description('run Uphold')
    .addOption(
      new Option(
        '--role <role>',
        'what this process does: serve people, work behind the doors, sign the log, or all',
      )
        .choices(processRoles)
        .default('all'),
    )
    .addOption(portOption())
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .addOption(dataOption())
    .addOption(keysOption())
    .option('--no-signer', 'leave signing the log to another process; worker and all sign it otherwise')
    .option('--production', 'refuse to start with weak secrets or open keys; NODE_ENV=production says so too')
    .addHelpText(
      'after',
      `
DATABASE_URL names your own PostgreSQL; without it an embedded one runs in the data folder.
MIGRATION_DATABASE_URL names the owner of its tables, where that is another login, as it should be.
Secrets (DATABASE_URL, PGPASSWORD, SMTP_URL, REDIS_URL, UPHOLD_SECRETS_KEY) may come in files instead: NAME_FILE.
TRUSTED_PROXIES names the proxies in front of it, whose X-Forwarded-… is believed; nobody's is otherwise.
RATE_LIMITS is how many times the usual bounds on requests, or off.
UPHOLD_OIDC_ISSUER, UPHOLD_OIDC_CLIENT_ID and PUBLIC_URL turn single sign-on on (docs/SIGN-ON.md).
SMTP_URL and MAIL_FROM let it send mail: alarms, and the daily checkpoint to those who ask for it. With PUBLIC_URL,
the address of this installation, it also mails invitations and links to choose a forgotten password anew.
The log is signed with private keys that the first start makes. Of several workers the one with the keys signs; a
process of its own for it is --role signer, with --no-signer for the others.
Ctrl-C or SIGTERM stops in order; a second one stops at once.
Exit codes: 3 port in use, 4 disk full, 5 data folder broken or in use, 6 database not reachable,
7 no embedded database for this platform, 2 wrong call, 1 anything else.

Examples:
  uphold serve
  DATABASE_URL=postgres://uphold:secret@db.example/uphold uphold serve --role api --host 0.0.0.0
  DATABASE_URL=postgres://uphold:secret@db.example/uphold uphold serve --role worker --no-signer
  DATABASE_URL=postgres://uphold:secret@db.example/uphold uphold serve --role signer --keys /etc/uphold/keys`,
    )
    .action((options: Options) => runUntilStopped(say, (closing) => start(options, closing, say)));
}

async function start(options: Options, closing: Closing, say: Say): Promise<void> {
  const signs = options.signer || isSigner(options.role);
  if (isProduction(options.production === true, process.env))
    await refuseWeakSecrets({ environment: process.env, keysFolder: keysFolderOf(options) });
  void loadRoles().catch(() => undefined);
  const database = await openDatabase(
    {
      dataFolder: options.data,
      databaseUrl: process.env['DATABASE_URL'],
      onUnexpectedEnd: endWithDatabase(say),
    },
    say,
  );
  closing.add(() => database.close());
  if (opensDoors(options.role)) await tryPort(options.port, options.host);
  await prepareDatabase(database);
  const keysFolder = keysFolderOf(options);
  const store = await Store.open(database.url, { keysFolder, secretKeys: process.env['UPHOLD_SECRETS_KEY'] });
  closing.add(() => store.close());
  const { rowCount } = await store.pool.query('select 1 from installation');
  if (!rowCount) say.line('Nobody has an account yet. Open the first one with: uphold user create --help');
  if (!mailSetting()) say.line('Mail is off: SMTP_URL and MAIL_FROM are not set.');
  const roles = await runRoles(store, evidenceFilesIn(options.data), {
    ...options,
    keysFolder: signs ? keysFolder : null,
  });
  closing.add(() => roles.close());
  say.line(roles.url ? `Uphold is ready at ${roles.url}` : `The ${options.role} is ready.`);
}
