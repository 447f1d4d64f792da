import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { NewPassword } from '#contracts';
import { Trouble } from './trouble.js';

/** A new password from standard input, or asked for at the terminal without showing it. Never from the arguments. */
export async function readPassword(isPiped: boolean): Promise<string> {
  if (!isPiped && !process.stdin.isTTY)
    throw new Trouble(
      'usage',
      'There is no terminal to ask for the password: pipe it in with --password-stdin.',
    );
  const given = isPiped ? (await text(process.stdin)).replace(/\r?\n$/, '') : await askTwice();
  if (NewPassword.safeParse(given).success) return given;
  throw new Trouble('usage', 'A password has 12 to 200 characters.');
}

async function askTwice(): Promise<string> {
  const first = await askHidden('Password (12 characters or more): ');
  const second = await askHidden('The same again: ');
  if (first !== second) throw new Trouble('usage', 'The two passwords differ; nothing was changed.');
  return first;
}

function askHidden(question: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  process.stderr.write(question);
  return new Promise((resolve, reject) => {
    terminal.once('SIGINT', () => {
      terminal.close();
      process.stderr.write('\n');
      reject(new Trouble('cancelled', 'Cancelled; nothing was changed.'));
    });
    terminal.question('', (answer) => {
      terminal.close();
      process.stderr.write('\n');
      resolve(answer);
    });
  });
}
