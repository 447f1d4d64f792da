import type { Pool, PoolClient } from 'pg';
import { formatVkey } from '#ledger';
import type { HeldKey, KeyPurpose } from './key-folder.js';

/** Publishes the public halves of keys, and until when they sign. */
export async function publishKeys(
  client: Pool | PoolClient,
  purpose: KeyPurpose,
  held: readonly HeldKey[],
): Promise<void> {
  await client.query({
    name: 'publish-keys',
    text: `insert into log_key (vkey, purpose, until_at)
      select vkey, $1, until_at from unnest($2::text[], $3::timestamptz[]) as held (vkey, until_at)
      on conflict (vkey) do update set until_at = excluded.until_at
        where log_key.until_at is distinct from excluded.until_at`,
    values: [purpose, held.map(({ key }) => formatVkey(key.vkey)), held.map(({ until }) => until)],
  });
}

/** Whether checkpoints of this installation were signed with a key that is published. */
export async function hasPublishedKey(client: PoolClient): Promise<boolean> {
  const { rowCount } = await client.query(`select 1 from log_key where purpose = 'checkpoint' limit 1`);
  return rowCount !== 0;
}
