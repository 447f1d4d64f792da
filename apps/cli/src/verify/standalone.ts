import { parseArgs } from 'node:util';
import { say } from '../say.js';
import { exitCodes, Trouble } from '../trouble.js';
import { verifyHelp } from './help.js';
import { runVerify } from './run-verify.js';

// The verifier as one file of its own: it stands on Node alone, and needs nothing of an installation.
process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  try {
    const { values, positionals } = parsed(args);
    const [file, ...more] = positionals;
    if (values.help || file === undefined || more.length > 0) {
      (values.help ? say.line : say.fault)(`Usage: node uphold-verify.mjs [options] <file>\n${verifyHelp}`);
      return values.help ? 0 : exitCodes.usage;
    }
    await runVerify(file, values, say);
    return say.exitCode;
  } catch (fault) {
    if (!(fault instanceof Trouble)) throw fault;
    say.fault(fault.message);
    return fault.exitCode;
  }
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        checkpoint: { type: 'string', multiple: true, default: [] },
        key: { type: 'string', multiple: true, default: [] },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (fault) {
    throw new Trouble('usage', fault instanceof Error ? fault.message : String(fault));
  }
}
