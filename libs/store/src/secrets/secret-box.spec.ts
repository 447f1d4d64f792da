import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { idOf } from '../../../../test/support/sample-states.js';
import { SecretBox, SecretKeyError } from './secret-box.js';

const installation = idOf(0xb01);
const here = () => Promise.resolve(installation);
const newKey = () => randomBytes(32).toString('base64url');

describe('a box of secrets', () => {
  let keysFolder: string;
  beforeAll(async () => {
    keysFolder = await mkdtemp(join(tmpdir(), 'uphold-keys-'));
  });
  afterAll(() => rm(keysFolder, { recursive: true }));

  test('makes its key once, for its owner alone, and opens what another box of the folder sealed', async () => {
    const [one, two] = [new SecretBox(here, { keysFolder }), new SecretBox(here, { keysFolder })];
    const [sealed, other] = await Promise.all([one.seal('a secret', 'here'), two.seal('a secret', 'here')]);
    expect(sealed.equals(other)).toBe(false);
    expect(sealed.includes('a secret')).toBe(false);
    expect([await two.open(sealed, 'here'), await one.open(other, 'here')]).toEqual(['a secret', 'a secret']);
    const path = join(keysFolder, installation, 'secrets.key');
    expect((await stat(path)).mode & 0o077).toBe(0);
    expect(await readFile(path, 'utf8')).toMatch(/^[\w-]{43}\n$/);
  });

  test('opens nothing in another place, nothing that was changed, and nothing of another key', async () => {
    const box = new SecretBox(here, { secretKeys: newKey() });
    const sealed = await box.seal('a secret', 'here');
    await expect(box.open(sealed, 'there')).rejects.toThrow();
    for (const place of [0, 5, 20, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(place) ^ 1, place);
      await expect(box.open(changed, 'here')).rejects.toThrow();
    }
    const stranger = new SecretBox(here, { secretKeys: newKey() });
    await expect(stranger.open(sealed, 'here')).rejects.toThrow(SecretKeyError);
  });

  test('seals with a new key and opens with the old one still', async () => {
    const [old, fresh] = [newKey(), newKey()];
    const before = await new SecretBox(here, { secretKeys: old }).seal('a secret', 'here');
    const renewed = new SecretBox(here, { secretKeys: `${fresh}, ${old}` });
    expect(await renewed.open(before, 'here')).toBe('a secret');
    const after = await renewed.seal('a secret', 'here');
    expect(await new SecretBox(here, { secretKeys: fresh }).open(after, 'here')).toBe('a secret');
  });

  test('takes no key that is too short, and is off without any', () => {
    expect(() => new SecretBox(here, { secretKeys: 'c2hvcnQ' })).toThrow('has not 32 bytes');
    expect(new SecretBox(here, {}).isOn).toBe(false);
  });
});
