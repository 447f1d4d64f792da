import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { formatVkey, MalformedNoteError } from '#ledger';
import { createDurably, makePrivateFolder, readIfThere, replaceDurably } from './durable-file.js';
import { makeNoteKey, parseNoteKey, type NoteKey } from './note-key.js';

/** What a key signs. */
export type KeyPurpose = 'checkpoint' | 'receipt';

/** A key of the folder. */
export interface HeldKey {
  key: NoteKey;
  /** When it ceases to sign, RFC 3339; null for as long as nobody says so. */
  until: string | null;
  path: string;
}

/** Name of an installation's log, which is also the name of the key of its checkpoints. */
export const originOf = (installationId: string): string => `uphold/${installationId}`;

/** The private keys of one installation, each in a file that only its owner may read. They are made here, and never leave. */
export class KeyFolder {
  readonly path: string;
  readonly origin: string;

  /** @param root in which each installation has a folder of its own, so that none signs with another's keys */
  constructor(root: string, installationId: string) {
    this.path = join(root, installationId);
    this.origin = originOf(installationId);
  }

  /** Every key for a purpose in the order in which they were made, those that have ceased to sign too. */
  async all(purpose: KeyPurpose): Promise<HeldKey[]> {
    await makePrivateFolder(this.path);
    const form = new RegExp(`^${purpose}-(\\d+)\\.key$`);
    const numbers = (await readdir(this.path)).flatMap((name) => form.exec(name)?.[1] ?? []).map(Number);
    numbers.sort((one, other) => one - other);
    return Promise.all(numbers.map((number) => this.read(purpose, number)));
  }

  /** The keys that sign now. */
  async active(purpose: KeyPurpose): Promise<HeldKey[]> {
    const now = new Date().toISOString();
    return (await this.all(purpose)).filter(({ until }) => until === null || until > now);
  }

  /** Keeps the first key for a purpose. Where another process was faster, that process's key is the first. */
  async keepFirst(purpose: KeyPurpose, key: NoteKey): Promise<HeldKey> {
    await makePrivateFolder(this.path);
    await createDurably(this.pathOf(purpose, 1), `${key.secret}\n`);
    return this.read(purpose, 1);
  }

  /** A fresh key for a purpose, under the name that it must have; not kept yet. */
  freshKey(purpose: KeyPurpose): NoteKey {
    return makeNoteKey(this.nameFor(purpose));
  }

  /** Puts a new key beside the others, which sign on until a time (RFC 3339). */
  async rotate(purpose: KeyPurpose, until: string): Promise<HeldKey> {
    const before = await this.all(purpose);
    const number = Number(/-(\d+)\.key$/.exec(before.at(-1)?.path ?? '')?.[1] ?? 0) + 1;
    const path = this.pathOf(purpose, number);
    const key = this.freshKey(purpose);
    if (!(await createDurably(path, `${key.secret}\n`)))
      throw new Error(`another process makes ${path} at this moment`);
    for (const { key: old, until: end, path: kept } of before)
      if (end === null) await replaceDurably(kept, `${old.secret}\nuntil ${until}\n`);
    return { key, until: null, path };
  }

  private nameFor(purpose: KeyPurpose): string {
    return purpose === 'checkpoint' ? this.origin : `${this.origin}/receipts`;
  }

  private pathOf(purpose: KeyPurpose, number: number): string {
    return join(this.path, `${purpose}-${number}.key`);
  }

  private async read(purpose: KeyPurpose, number: number): Promise<HeldKey> {
    const path = this.pathOf(purpose, number);
    const [secret = '', end = ''] = ((await readIfThere(path)) ?? '').split('\n');
    const key = parseNoteKey(secret);
    if (key.vkey.name !== this.nameFor(purpose))
      throw new MalformedNoteError(`${path} holds the key of another log, ${formatVkey(key.vkey)}`);
    return { key, until: end.startsWith('until ') ? end.slice('until '.length) : null, path };
  }
}
