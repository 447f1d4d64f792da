import { createPrivateKey, createPublicKey, randomBytes, sign } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  formatVkey,
  fromBase64,
  MalformedNoteError,
  parseVkey,
  readCheckpoint,
  signatureTypes,
  toBase64,
  toHex,
  vkeyOf,
  type Cosigner,
  type SignedCheckpoint,
  type Vkey,
} from '#ledger';
import { Trouble } from '../trouble.js';
import { sha256 } from '../verify/node-crypto.js';

// RFC 8410: what stands before the 32 bytes of an Ed25519 private key in PKCS #8.
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const seedLength = 32;
const privateMode = 0o600;

/** What a witness keeps: its own key, the keys of the log, and the newest checkpoint that it cosigned. */
export class WitnessFolder {
  constructor(private readonly path: string) {}

  /** The witness's key; made at the first start. Its name cannot be changed afterwards. */
  async cosigner(name: string | undefined): Promise<Cosigner> {
    await mkdir(this.path, { recursive: true, mode: 0o700 });
    const kept = await this.read('witness.key');
    const cosigner =
      kept === null ? await this.makeKey(name ?? 'witness') : cosignerIn(kept, this.pathOf('witness.key'));
    if (name !== undefined && cosigner.vkey.name !== name)
      throw new Trouble('usage', `The witness in ${this.path} is named ${cosigner.vkey.name}, not ${name}.`);
    return cosigner;
  }

  /** Keys of the log that were met before, or none. */
  async logKeys(): Promise<Vkey[]> {
    const kept = (await this.read('log-keys.txt')) ?? '';
    return kept
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => readKey(line));
  }

  async keepLogKeys(keys: readonly Vkey[]): Promise<void> {
    await this.write('log-keys.txt', keys.map((key) => `${formatVkey(key)}\n`).join(''));
  }

  /** The newest checkpoint that was cosigned. */
  async newest(): Promise<SignedCheckpoint | null> {
    const kept = await this.read('checkpoint.txt');
    if (kept === null) return null;
    try {
      return readCheckpoint(kept);
    } catch (fault) {
      if (!(fault instanceof MalformedNoteError)) throw fault;
      throw new Trouble(
        'failed',
        `What the witness remembers in ${this.pathOf('checkpoint.txt')} was damaged.`,
      );
    }
  }

  async keepNewest(note: string): Promise<void> {
    await this.write('checkpoint.txt', note);
  }

  /** Keeps what was refused, as evidence. Answers where. */
  async keepRefused(note: string): Promise<string> {
    const digest = toHex(sha256(Buffer.from(note)));
    const name = `refused-${digest.slice(0, 16)}.txt`;
    await this.write(name, note);
    return this.pathOf(name);
  }

  private async makeKey(name: string): Promise<Cosigner> {
    const seed = randomBytes(seedLength);
    const cosigner = cosignerOf(name, seed);
    const { vkey } = cosigner;
    const encoded = toBase64(Buffer.from([vkey.type, ...seed]));
    const secret = `PRIVATE+KEY+${vkey.name}+${vkey.keyId}+${encoded}\n`;
    await writeFile(this.pathOf('witness.key'), secret, { mode: privateMode, flag: 'wx' });
    await this.write('witness-key.txt', `${formatVkey(vkey)}\n`);
    return cosigner;
  }

  private async read(name: string): Promise<string | null> {
    try {
      return await readFile(this.pathOf(name), 'utf8');
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw fault;
    }
  }

  /** After a crash at any moment there is the old file or the new one, whole. */
  private async write(name: string, text: string): Promise<void> {
    const draft = this.pathOf(`${name}.part`);
    await writeFile(draft, text, { flush: true });
    await rename(draft, this.pathOf(name));
  }

  private pathOf(name: string): string {
    return join(this.path, name);
  }
}

/** A key that somebody typed or that is kept. */
export function readKey(text: string): Vkey {
  try {
    return parseVkey(sha256, text);
  } catch (fault) {
    if (!(fault instanceof MalformedNoteError)) throw fault;
    throw new Trouble('usage', `'${text}' is no key: ${fault.message}.`);
  }
}

function cosignerOf(name: string, seed: Uint8Array): Cosigner {
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-seedLength);
  try {
    const vkey = vkeyOf(sha256, name, publicKey, signatureTypes.cosignature);
    return { vkey, sign: (message) => sign(null, message, key) };
  } catch (fault) {
    if (!(fault instanceof MalformedNoteError)) throw fault;
    throw new Trouble('usage', `${fault.message}.`);
  }
}

function cosignerIn(text: string, path: string): Cosigner {
  const match = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+(\S+)\n?$/.exec(text);
  const [, name = '', keyId = '', encoded = ''] = match ?? [];
  const bytes = fromBase64(encoded);
  if (bytes?.length === 1 + seedLength && bytes[0] === signatureTypes.cosignature) {
    const cosigner = cosignerOf(name, bytes.subarray(1));
    if (cosigner.vkey.keyId === keyId) return cosigner;
  }
  throw new Trouble('failed', `${path} holds no key of a witness.`);
}
