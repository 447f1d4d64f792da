import { plurals, type Receipt } from '#contracts';
import type { Store } from '#store';

/** A command that was accepted: what was sent, and the receipt. */
export interface Accepted {
  sent: unknown;
  receipt: Receipt;
}

/**
 * Whether what was accepted comes back as it was sent: each word and number of the body beside the field of that name
 * in the very version that the receipt names. Blanks around text and forms of Unicode are set right on the way in.
 */
export async function readBackFaults(store: Store, accepted: readonly Accepted[]): Promise<string[]> {
  const faults: string[] = [];
  for (const { sent, receipt } of accepted) {
    if (typeof sent !== 'object' || sent === null) continue;
    const kept = await versionOf(store, receipt);
    for (const [name, value] of Object.entries(sent)) {
      const column = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      if (!kept || !Object.hasOwn(kept, column) || typeof value === 'object') continue;
      if (setRight(value) !== setRight(kept[column]))
        faults.push(
          `${name} was sent as ${JSON.stringify(value)} and kept as ${JSON.stringify(kept[column])}`,
        );
    }
  }
  return faults.slice(0, 3);
}

/** The row of a version; null for types of which no versions are kept. */
async function versionOf(
  store: Store,
  { entries, objectId, version }: Receipt,
): Promise<Record<string, unknown> | null> {
  const type = entries.find((entry) => entry.objectId === objectId)?.objectType;
  if (!type || !Object.hasOwn(plurals, type)) return null;
  const table = `${type.replaceAll('-', '_')}_past`;
  const { rows } = await store.pool.query<{ kept: Record<string, unknown> }>(
    `select to_jsonb(past) as kept from ${table} past where id = $1 and version = $2`,
    [objectId, version],
  );
  return rows[0]?.kept ?? null;
}

function setRight(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = value.normalize('NFC').trim();
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return Math.floor(Date.parse(text));
  // Identifiers and addresses of mail are kept in small letters.
  return /^[0-9a-f-]{36}$/i.test(text) || text.includes('@') ? text.toLowerCase() : text;
}
