import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { run } from '../../apps/cli/src/run.js';

/** What a command of the terminal left: its exit code, its answer and its complaints. */
export interface Left {
  code: number;
  out: string;
  err: string;
}

/** Runs `uphold` inside this process, on a database. */
export async function uphold(databaseUrl: string, ...args: string[]): Promise<Left> {
  const out: string[] = [];
  const err: string[] = [];
  process.env['DATABASE_URL'] = databaseUrl;
  const say = {
    exitCode: 0,
    line: (text = '') => void out.push(text),
    progress: () => undefined,
    fault: (text: string) => void err.push(text),
  };
  const code = await run(args, say);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const built = join(import.meta.dirname, '../../dist/apps/cli/src/main.js');

/** The built `uphold` as a process of its own, with what is piped into it. */
export function upholdProcess(environment: Record<string, string>, args: string[], input = '') {
  const child = spawn(process.execPath, [built, ...args], { env: { ...process.env, ...environment } });
  const left: Left = { code: -1, out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (left.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (left.err += chunk.toString()));
  child.stdin.end(input);
  const ended = new Promise<Left>((resolve) => {
    child.once('close', (code) => resolve({ ...left, code: code ?? -1 }));
  });
  return { child, left, ended };
}
