import type { Receipt } from '#contracts';
import { canonicalJson } from './canonical-json.js';

/** First line of the text of every receipt's note. */
export const receiptFormat = 'uphold-receipt/1';

/** Name of the key that signs the receipts of a log; its checkpoints are signed by a key named as the origin itself. */
export const receiptKeyName = (origin: string): string => `${origin}/receipts`;

/** What a receipt's note says: which log, and what was recorded in it. */
export type ReceiptStatement = Omit<Receipt, 'note'> & {
  /** Origin of the log, as its checkpoints have it. */
  origin: string;
};

/**
 * The text of a receipt's note, which is signed under the name `<origin>/receipts`: the format's name and the
 * statement as RFC 8785 canonical JSON, each on a line.
 */
export function receiptText({
  origin,
  objectType,
  objectId,
  version,
  at,
  entries,
}: ReceiptStatement): string {
  return `${receiptFormat}\n${canonicalJson({ origin, objectType, objectId, version, at, entries })}\n`;
}
