import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { Pool } from 'pg';
import { checkpointText, CompactRange, formatVkey, signNote, vkeyOf } from '#ledger';

/** How a checkpoint is made that is sound, or not. */
export interface Signing {
  /** Of how many leaves. */
  size: number;
  /** Another root than the leaves have, signed and kept. */
  root: Uint8Array;
  /** Another root than was signed, kept beside the note. */
  kept: Uint8Array;
  /** Signed by a key that is not among the log's, under its name. */
  isForged: boolean;
  /** Of a larger log than there is. */
  beyond: number;
}

export const sha256Of = (text: string): Uint8Array => createHash('sha256').update(text).digest();
const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** Signs a checkpoint of a log as its signer does, and keeps it with its public key. */
export async function signCheckpoint(pool: Pool, how: Partial<Signing> & { size: number }): Promise<number> {
  const origin = 'uphold/test';
  const size = how.beyond ?? how.size;
  const root = how.root ?? (await rootOf(pool, how.size));
  const [honest, other] = [signerOf(origin), signerOf(origin)];
  const note = signNote(checkpointText({ origin, size, root }), how.isForged ? other : honest);
  await pool.query(`insert into log_key (vkey, purpose) values ($1, 'checkpoint')`, [
    formatVkey(honest.vkey),
  ]);
  const { rowCount } = await pool.query('insert into checkpoint (size, root, note) values ($1, $2, $3)', [
    size,
    Buffer.from(how.kept ?? root),
    note,
  ]);
  return rowCount ?? 0;
}

async function rootOf(pool: Pool, size: number): Promise<Uint8Array> {
  const tree = new CompactRange(sha256);
  const { rows } = await pool.query<{ hash: Buffer }>(
    'select hash from leaf where index < $1 order by index',
    [size],
  );
  for (const { hash } of rows) tree.append(hash);
  return tree.root();
}

function signerOf(name: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  return {
    vkey: vkeyOf(sha256, name, raw),
    sign: (message: Uint8Array) => sign(null, message, privateKey),
  };
}
