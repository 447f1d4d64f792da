import { run } from './run.js';
import { say } from './say.js';

process.exitCode = await run(process.argv.slice(2), say);
