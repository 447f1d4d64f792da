import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

/** The folder of the project. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a Node program in the foreground and answers its exit code. */
export function runNode(args, { cwd = root, env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, env, stdio: 'inherit' });
    // The terminal sends Ctrl-C to both: the program ends itself in order, and this one waits for it.
    const wait = () => undefined;
    const pass = () => child.kill('SIGTERM');
    process.on('SIGINT', wait);
    process.on('SIGTERM', pass);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      process.off('SIGINT', wait);
      process.off('SIGTERM', pass);
      resolve(code ?? exitCodes[signal] ?? 1);
    });
  });
}

const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGKILL: 137 };

/** Runs a program to its end in the background and answers its exit code and all that it printed. */
export function runQuietly(file, args, { cwd = root, env = process.env, timeout, shell = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd, env, shell, timeout, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.once('error', (error) => resolve({ code: 1, output: String(error) }));
    child.once('close', (code, signal) => {
      if (signal !== null)
        output += `\nIt was ended by ${signal}${timeout === undefined ? '' : ', after too long a time'}.`;
      // Some tools paint even what nobody looks at.
      resolve({ code: code ?? 1, output: stripVTControlCharacters(output) });
    });
  });
}

/** Runs a tool of node_modules by its file, without the cost of npx. */
export function runTool(path, args, options) {
  return runQuietly(process.execPath, [`${root}node_modules/${path}`, ...args], options);
}

/** How long something took, for people: "4.1 s". */
export function since(began) {
  return `${((performance.now() - began) / 1000).toFixed(1)} s`;
}
