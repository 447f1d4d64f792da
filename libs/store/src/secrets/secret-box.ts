import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createDurably, makePrivateFolder, readIfThere } from '../signing/durable-file.js';

const keyBytes = 32;
const idBytes = 4;
const ivBytes = 12;
const tagBytes = 16;
const fileName = 'secrets.key';

/** Where the keys of a box come from. Given ones come before those of the folder. */
export interface SecretKeys {
  /** Keys in base64url, apart by blanks or commas: the first one seals, each of them opens. */
  secretKeys?: string | undefined;
  /** Root of the key folders, where a key is made that is needed and not given. */
  keysFolder?: string | undefined;
}

/** A key that cannot be read, or that is not the one with which something was sealed. */
export class SecretKeyError extends Error {
  override readonly name = 'SecretKeyError';
}

interface Key {
  id: Buffer;
  bytes: Buffer;
}

/**
 * Seals secrets that the database keeps, with keys that the database does not hold: AES-256-GCM. What is sealed names
 * its key, so that keys can be renewed, and opens in the place alone for which it was sealed.
 */
export class SecretBox {
  private readonly given: Key[];
  private reading: Promise<Key[]> | null = null;

  /** @param installationId whose keys the folder keeps; null before the founding */
  constructor(
    private readonly installationId: () => Promise<string | null>,
    private readonly from: SecretKeys,
  ) {
    this.given = parseKeys(from.secretKeys ?? '', 'UPHOLD_SECRETS_KEY');
  }

  /** Whether anything can be sealed here. */
  get isOn(): boolean {
    return this.given.length > 0 || this.from.keysFolder !== undefined;
  }

  /** Reads the keys, which may ask the database: to be awaited before a transaction, that it does not wait for another. */
  async ready(): Promise<void> {
    if (this.isOn) await this.keys();
  }

  /** @param place what the secret belongs to, such as `totp/` and a person */
  async seal(secret: string, place: string): Promise<Buffer> {
    const [key] = await this.keys();
    if (!key) throw new SecretKeyError('there is no key with which a secret could be sealed');
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', key.bytes, iv).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([key.id, iv, cipher.getAuthTag(), sealed]);
  }

  async open(sealed: Buffer, place: string): Promise<string> {
    const id = sealed.subarray(0, idBytes);
    const key = (await this.keys()).find((one) => one.id.equals(id));
    if (!key) throw new SecretKeyError('a secret was sealed with a key that is not here');
    const [ivEnd, tagEnd] = [idBytes + ivBytes, idBytes + ivBytes + tagBytes];
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, sealed.subarray(idBytes, ivEnd), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(Buffer.from(place)).setAuthTag(sealed.subarray(ivEnd, tagEnd));
    return Buffer.concat([decipher.update(sealed.subarray(tagEnd)), decipher.final()]).toString('utf8');
  }

  private async keys(): Promise<Key[]> {
    this.reading ??= this.read();
    return this.reading.catch((fault: unknown) => {
      this.reading = null;
      throw fault;
    });
  }

  private async read(): Promise<Key[]> {
    const { keysFolder } = this.from;
    if (keysFolder === undefined) return this.given;
    const installationId = await this.installationId();
    if (!installationId) throw new SecretKeyError('nothing was founded here');
    const folder = join(keysFolder, installationId);
    const path = join(folder, fileName);
    await makePrivateFolder(folder);
    // Where another process was faster, its key is the one.
    if (this.given.length === 0 && (await readIfThere(path)) === null)
      await createDurably(path, `${randomBytes(keyBytes).toString('base64url')}\n`);
    return [...this.given, ...parseKeys((await readIfThere(path)) ?? '', path)];
  }
}

function parseKeys(text: string, source: string): Key[] {
  return text
    .split(/[\s,]+/)
    .filter((one) => one !== '')
    .map((one) => {
      const bytes = Buffer.from(one, 'base64url');
      if (bytes.length !== keyBytes)
        throw new SecretKeyError(`${source} holds a key that has not ${keyBytes} bytes in base64url`);
      return { id: createHash('sha256').update(bytes).digest().subarray(0, idBytes), bytes };
    });
}
