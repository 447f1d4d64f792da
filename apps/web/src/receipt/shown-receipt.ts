import { useSyncExternalStore } from 'react';
import type { Receipt } from '#contracts';

let shown: Receipt | null = null;
const listeners = new Set<() => void>();

/** Opens the receipt, whatever page one is on by then; null closes it. */
export function showReceipt(receipt: Receipt | null): void {
  shown = receipt;
  for (const listener of listeners) listener();
}

/** The receipt that is open. */
export const useShownReceipt = (): Receipt | null => useSyncExternalStore(listen, () => shown);

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
