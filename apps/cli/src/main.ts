import { CommanderError } from 'commander';
import { explain } from './explain.js';
import { program } from './program.js';
import { say } from './say.js';
import { exitCodes } from './trouble.js';

try {
  await program(say).parseAsync();
} catch (error) {
  process.exitCode = tell(error);
}

/** Says what went wrong and answers the exit code; a fault of the program itself keeps its stack. */
function tell(error: unknown): number {
  // Commander has spoken already, and asks for help and version by an error of code 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.usage;
  const trouble = explain(error);
  say.fault(trouble ? trouble.message : String(error instanceof Error ? error.stack : error));
  return trouble?.exitCode ?? exitCodes.failed;
}
