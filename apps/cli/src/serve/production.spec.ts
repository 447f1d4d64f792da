import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isProduction, refuseWeakSecrets, weakness } from './production.js';
import { readSecretFiles } from './secret-files.js';

const strong = 'tq8-Vd2.kLm9_xZr4';

describe('secrets', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'uphold-secrets-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.each([
    '',
    'postgres',
    'Postgres123',
    'changeme!',
    'uphold',
    'short-one',
    'aaaaaaaaaaaaaaaaaaaa',
    'password_2026',
  ])('%j is no password to rely on', (password) => {
    expect(weakness(password)).not.toBeNull();
  });
  test('a long one of many characters is', () => {
    expect(weakness(strong)).toBeNull();
  });

  const start = (environment: NodeJS.ProcessEnv, keysFolder = join(folder, 'no-keys')) =>
    refuseWeakSecrets({ environment, keysFolder });

  test('weak ones keep an installation from starting in production, and are not told', async () => {
    await start({});
    await start({ DATABASE_URL: `postgres://uphold:${strong}@db/uphold`, PGPASSWORD: strong });
    await start({ DATABASE_URL: 'postgres://uphold@db/uphold' });
    const weak: [NodeJS.ProcessEnv, RegExp][] = [
      [
        { DATABASE_URL: 'postgres://uphold:hunter2-it-is@db/uphold' },
        /the password in DATABASE_URL has less than 16/,
      ],
      [{ DATABASE_URL: 'postgres://postgres:postgres@db/uphold' }, /everybody tries first/],
      [{ PGPASSWORD: 'changeme' }, /PGPASSWORD is a word/],
      [{ SMTP_URL: 'smtps://mail:secret@mail.example' }, /SMTP_URL/],
      [{ REDIS_URL: 'redis://:abcabcabcabcabcabc@cache' }, /REDIS_URL repeats/],
      [{ UPHOLD_SECRETS_KEY: 'short' }, /UPHOLD_SECRETS_KEY has less/],
    ];
    for (const [environment, why] of weak) {
      const refusal = await start(environment).catch((error: Error) => error.message);
      expect(refusal).toMatch(why);
      expect(refusal).not.toMatch(/hunter2|postgres:|changeme|:secret|abcabc|“short/);
    }
  });

  test('keys that others on the machine may read keep it from starting', async () => {
    const keys = join(folder, 'keys', 'an-installation');
    await mkdir(keys, { recursive: true });
    const path = join(keys, 'checkpoint-1.key');
    await writeFile(path, 'PRIVATE+KEY', { mode: 0o600 });
    await start({}, join(folder, 'keys'));
    for (const mode of [0o640, 0o604, 0o666]) {
      await chmod(path, mode);
      await expect(start({}, join(folder, 'keys'))).rejects.toThrow(/chmod 600/);
    }
  });

  test('production is asked for, or said by NODE_ENV', () => {
    expect([
      isProduction(true, {}),
      isProduction(false, { NODE_ENV: 'production' }),
      isProduction(false, {}),
    ]).toEqual([true, true, false]);
  });

  test('come in files as well, without the line break at their end', async () => {
    const path = join(folder, 'database-url');
    await writeFile(path, 'postgres://db/uphold\n', { mode: 0o600 });
    const environment: NodeJS.ProcessEnv = { DATABASE_URL_FILE: path };
    readSecretFiles(environment);
    expect(environment['DATABASE_URL']).toBe('postgres://db/uphold');
  });

  test('that come twice, from nowhere, empty, or in a file that anybody writes, are refused', async () => {
    const [empty, open] = [join(folder, 'empty'), join(folder, 'open')];
    await writeFile(empty, '\n');
    await writeFile(open, 'secret');
    await chmod(open, 0o666);
    const wrong: [NodeJS.ProcessEnv, RegExp][] = [
      [{ PGPASSWORD: 'x', PGPASSWORD_FILE: empty }, /both set/],
      [{ PGPASSWORD_FILE: join(folder, 'nowhere') }, /cannot be read \(ENOENT\)/],
      [{ SMTP_URL_FILE: empty }, /is empty/],
      [{ UPHOLD_SECRETS_KEY_FILE: open }, /anybody may write/],
    ];
    for (const [environment, why] of wrong) expect(() => readSecretFiles(environment)).toThrow(why);
  });
});
