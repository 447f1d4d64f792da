import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Trouble } from '../trouble.js';

/** What an installation is started with that is dangerous where people rely on it. */
export interface ProductionSetting {
  environment: NodeJS.ProcessEnv;
  keysFolder: string;
}

/** People rely on an installation that is served with `--production` or NODE_ENV=production. A demo is never one. */
export const isProduction = (asked: boolean, environment: NodeJS.ProcessEnv): boolean =>
  asked || environment['NODE_ENV'] === 'production';

const passwordMin = 16;
const words =
  /^(postgres|password|passw0rd|secret|uphold|admin|administrator|changeme|default|example|test|demo|root|letmein)[\W\d_]*$/i;

/** Why a password is none to rely on; null where it may be one. */
export function weakness(password: string): string | null {
  if (words.test(password)) return 'is a word that everybody tries first';
  if (password.length < passwordMin) return `has less than ${passwordMin} characters`;
  return new Set(password).size < 6 ? 'repeats a few characters' : null;
}

/**
 * Looks at the secrets and keys that an installation starts with.
 *
 * @throws Trouble where one is weak, or may be read by others; it names the setting, never its value
 */
export async function refuseWeakSecrets({ environment, keysFolder }: ProductionSetting): Promise<void> {
  const passwords: [string, string][] = [
    ['PGPASSWORD', environment['PGPASSWORD'] ?? ''],
    ...(['DATABASE_URL', 'SMTP_URL', 'REDIS_URL'] as const).map((name): [string, string] => [
      name,
      passwordIn(environment[name] ?? ''),
    ]),
  ];
  for (const [name, password] of passwords) {
    const fault = password === '' ? null : weakness(password);
    if (fault) throw refused(`the password in ${name} ${fault}`);
  }
  const sealing = environment['UPHOLD_SECRETS_KEY'];
  if (sealing && weakness(sealing)) throw refused(`UPHOLD_SECRETS_KEY ${weakness(sealing)}`);
  await refuseOpenKeys(keysFolder);
}

function passwordIn(address: string): string {
  return URL.canParse(address) ? decodeURIComponent(new URL(address).password) : '';
}

/** Private keys that others on the machine may read are nobody's alone. */
async function refuseOpenKeys(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    if (((await stat(path)).mode & 0o077) !== 0)
      throw refused(`others on this machine may read or write ${path}: chmod 600`);
  }
}

const refused = (why: string): Trouble => new Trouble('usage', `Not started in production: ${why}.`);
