import type { Pool } from 'pg';
import type { Receipt } from '#contracts';
import { formatNote, receiptText } from '#ledger';
import { KeyFolder } from './key-folder.js';
import type { NoteKey } from './note-key.js';
import { publishKeys } from './published-keys.js';
import { installationOf } from './signer.js';

/** How long a key is used before the folder is asked again which one signs, in milliseconds. */
const rereadMs = 60_000;

/** Signs receipts with the key of this node's key folder. */
export class ReceiptSigner {
  private reading: Promise<NoteKey | null> | null = null;
  private readAt = -Infinity;

  constructor(
    private readonly pool: Pool,
    private readonly keysFolder: string,
  ) {}

  /** The key that signs now; null before the founding, which alone is answered without a signature. */
  async key(): Promise<NoteKey | null> {
    if (!this.reading || performance.now() - this.readAt > rereadMs) {
      this.readAt = performance.now();
      this.reading = this.read();
    }
    const key = await this.reading.catch((fault: unknown) => {
      this.reading = null;
      throw fault;
    });
    if (!key) this.reading = null;
    return key;
  }

  private async read(): Promise<NoteKey | null> {
    const installationId = await installationOf(this.pool);
    if (!installationId) return null;
    const folder = new KeyFolder(this.keysFolder, installationId);
    if ((await folder.active('receipt')).length === 0)
      await folder.keepFirst('receipt', folder.freshKey('receipt'));
    await publishKeys(this.pool, 'receipt', await folder.all('receipt'));
    return (await folder.active('receipt')).at(-1)?.key ?? null;
  }
}

/** The receipt as a note that its holder can keep, signed. */
export async function receiptNote(receipt: Omit<Receipt, 'note'>, key: NoteKey): Promise<string> {
  const { name, keyId } = key.vkey;
  const text = receiptText({ ...receipt, origin: name.replace(/\/receipts$/, '') });
  return formatNote({
    text,
    signatures: [{ name, keyId, signature: await key.signLater(Buffer.from(text)) }],
  });
}
