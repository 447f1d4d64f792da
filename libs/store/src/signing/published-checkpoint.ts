import type { PoolClient } from 'pg';

/** Publishes a checkpoint. Answers whether there was none of its size before. */
export async function publishCheckpoint(
  client: PoolClient,
  { size, root, note }: { size: number; root: Uint8Array; note: string },
): Promise<boolean> {
  const { rowCount } = await client.query({
    name: 'publish-checkpoint',
    text: 'insert into checkpoint (size, root, note) values ($1, $2, $3) on conflict (size) do nothing',
    values: [size, Buffer.from(root), note],
  });
  return rowCount === 1;
}

/** Tells everybody how the signer fares. */
export async function tellState(client: PoolClient, refusal: string | null): Promise<void> {
  await client.query({
    name: 'tell-signer-state',
    text: `insert into signer_state (seen_at, refusal) values (clock_timestamp(), $1)
      on conflict (only_one) do update set seen_at = excluded.seen_at, refusal = excluded.refusal`,
    values: [refusal],
  });
}

/**
 * Tells why this process cannot sign, unless another one has done so lately: of several processes that may sign,
 * those without the key say nothing while the one with it works.
 */
export async function tellUnable(client: PoolClient, reason: string): Promise<void> {
  await client.query(
    `insert into signer_state (seen_at, refusal) values (clock_timestamp(), $1)
     on conflict (only_one) do update set seen_at = excluded.seen_at, refusal = excluded.refusal
       where signer_state.seen_at < clock_timestamp() - interval '1 minute'`,
    [reason],
  );
}
