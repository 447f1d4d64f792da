import { register } from 'node:module';

// The measuring programs are compiled as they are loaded. What is measured is the built server, a process of its own.
register('../support/typescript-hooks.mjs', import.meta.url);
const [program, ...args] = process.argv.slice(2);
process.argv.splice(2, process.argv.length, ...args);
await import(`./${program}.ts`);
