import { CommanderError } from 'commander';
import { explain } from './explain.js';
import { program } from './program.js';
import type { Say } from './say.js';
import { readSecretFiles } from './serve/secret-files.js';
import { exitCodes } from './trouble.js';

/** Runs `uphold` with these arguments and answers its exit code. */
export async function run(args: readonly string[], say: Say): Promise<number> {
  say.exitCode = 0;
  try {
    readSecretFiles(process.env);
    await program(say).parseAsync(args, { from: 'user' });
    return say.exitCode;
  } catch (error) {
    // Commander has spoken already, and asks for help and version by an error of code 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.usage;
    const trouble = explain(error);
    say.fault(trouble ? trouble.message : String(error instanceof Error ? error.stack : error));
    return trouble?.exitCode ?? exitCodes.failed;
  }
}
