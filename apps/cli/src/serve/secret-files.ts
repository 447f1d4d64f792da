import { readFileSync, statSync } from 'node:fs';
import { Trouble } from '../trouble.js';

/** Settings that are secrets, or hold one. Each comes as NAME, or in a file whose path is NAME_FILE. */
export const secretNames = [
  'DATABASE_URL',
  'PGPASSWORD',
  'SMTP_URL',
  'REDIS_URL',
  'UPHOLD_SECRETS_KEY',
] as const;

/**
 * Reads the secrets that come in files into the environment of this process, where everybody looks for them.
 *
 * @throws Trouble where a secret comes in both ways, or its file cannot be read, is empty or may be written by anybody
 */
export function readSecretFiles(environment: NodeJS.ProcessEnv): void {
  for (const name of secretNames) {
    const path = environment[`${name}_FILE`];
    if (!path) continue;
    if (environment[name])
      throw new Trouble('usage', `${name} and ${name}_FILE are both set: set one of them.`);
    environment[name] = read(name, path);
  }
}

function read(name: string, path: string): string {
  let text: string;
  try {
    if ((statSync(path).mode & 0o002) !== 0)
      throw new Trouble('usage', `${name}_FILE: anybody may write ${path}. Take that right away: chmod o-w.`);
    text = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    if (error instanceof Trouble) throw error;
    throw new Trouble(
      'usage',
      `${name}_FILE: ${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`,
    );
  }
  if (text === '') throw new Trouble('usage', `${name}_FILE: ${path} is empty.`);
  return text;
}
