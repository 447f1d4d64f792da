import { Command, Option } from 'commander';
import { roles } from '#contracts';
import { readPassword } from '../read-password.js';
import type { Say } from '../say.js';
import { createUser, type NewUser } from '../users/create-user.js';
import { withStore } from '../with-store.js';
import { dataOption } from './data-option.js';

type Options = Omit<NewUser, 'password'> & { passwordStdin?: true; data: string };

/** `uphold user`: accounts, from the terminal. */
export function userCommand(say: Say): Command {
  return new Command('user').description('accounts').addCommand(createCommand(say));
}

function createCommand(say: Say): Command {
  return new Command('create')
    .description('open an account, set its password and give it a role')
    .requiredOption('--name <name>', 'the name that others see')
    .requiredOption('--email <address>', 'the address to sign in with')
    .addOption(new Option('--role <role>', 'what the person may do').choices(roles).makeOptionMandatory())
    .option('--scope <scope>', 'installation, entity:ACRONYM or review:CODE', 'installation')
    .option('--verifies', 'an auditor who may also decide on verifications')
    .option('--password-stdin', 'read the password from standard input instead of asking for it')
    .option('--as <email>', 'the administrator who opens the account; not needed where there is only one')
    .option('--installation <name>', 'name of a new installation, with its first account', 'Uphold')
    .addOption(dataOption())
    .addHelpText(
      'after',
      `
The first account founds the installation and is its administrator.
The password has 12 characters or more and is never taken from the command line.

Examples:
  uphold user create --name "Tevita Fonua" --email tevita@example.org --role administrator
  uphold user create --name "Leila Farahani" --email leila@example.org --role manager --scope entity:OHRF
  printf %s "$PASSWORD" | uphold user create --name "Oksana Marchuk" --email oksana@example.org \\
    --role auditor --verifies --password-stdin --as tevita@example.org`,
    )
    .action(async ({ passwordStdin, data, ...user }: Options) => {
      const password = await readPassword(passwordStdin === true);
      const created = await withStore(data, say, (store) => createUser(store, { ...user, password }));
      say.line(
        created.isFirst
          ? `Founded “${user.installation}” with ${user.email} as its administrator.`
          : `Opened the account ${user.email} as ${user.role} (${user.scope}).`,
      );
    });
}
