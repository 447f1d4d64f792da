import { Command } from 'commander';
import type { Say } from '../say.js';
import { verifyHelp } from '../verify/help.js';
import { runVerify, type VerifyOptions } from '../verify/run-verify.js';

const gathered = (value: string, before: string[]): string[] => [...before, value];

/** `uphold verify FILE`: what a bundle, receipt or checkpoint proves, without a server or a database. */
export function verifyCommand(say: Say): Command {
  return new Command('verify')
    .description('verify an exported history, a receipt or a checkpoint, without server or database')
    .argument('<file>', 'a bundle, a receipt or a checkpoint')
    .option('--checkpoint <file>', 'a checkpoint that you kept; may be repeated', gathered, [])
    .option('--key <vkey>', 'a key that you trust; may be repeated', gathered, [])
    .option('--json', 'answer with JSON')
    .addHelpText(
      'after',
      `${verifyHelp}
The same in one file, for a computer that has Node and nothing else: dist/verifier/uphold-verify.mjs

Examples:
  uphold verify history.ndjson
  uphold verify history.ndjson --checkpoint kept.txt --key uphold/0198…+1a2b3c4d+AQ…`,
    )
    .action((file: string, options: VerifyOptions) => runVerify(file, options, say));
}
