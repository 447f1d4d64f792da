import { Command } from 'commander';
import { demoCommand } from './commands/demo.js';
import { exportHistoryCommand } from './commands/export-history.js';
import { importCommand } from './commands/import.js';
import { importPeopleCommand } from './commands/import-people.js';
import { migrateCommand } from './commands/migrate.js';
import { serveCommand } from './commands/serve.js';
import { signerCommand } from './commands/signer.js';
import { userCommand } from './commands/user.js';
import { verifyCommand } from './commands/verify.js';
import { witnessCommand } from './commands/witness.js';
import type { Say } from './say.js';

/** The whole of `uphold`, as the terminal knows it. */
export function program(say: Say): Command {
  const uphold = new Command('uphold')
    .description('Recommendations of lessons-learned reviews, followed until they are carried out.')
    .addHelpText(
      'after',
      `
From a checkout: npm run -s uphold -- COMMAND

Examples:
  uphold demo
  uphold serve --port 8080
  uphold import reviews.csv --as mei@demo.example --dry-run`,
    );
  const makes = [
    demoCommand,
    serveCommand,
    migrateCommand,
    userCommand,
    importCommand,
    importPeopleCommand,
    signerCommand,
    exportHistoryCommand,
    verifyCommand,
    witnessCommand,
  ];
  for (const make of makes) uphold.addCommand(make(say));
  return throughout(uphold, (command) => {
    command.exitOverride().configureOutput({
      writeOut: (text) => say.line(text.trimEnd()),
      writeErr: (text) => say.fault(text.trimEnd()),
    });
    command.showHelpAfterError('(--help says more)').helpCommand(false);
  });
}

function throughout(command: Command, change: (command: Command) => void): Command {
  change(command);
  for (const below of command.commands) throughout(below, change);
  return command;
}
