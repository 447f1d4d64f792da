import type { Pool, PoolClient } from 'pg';
import { objectTypes, type ObjectType } from '#contracts';
import { rowShapes } from '../entities/rows.js';
import { Pump } from '../log/pump.js';
import { leafChannel } from '../log/sequencer.js';
import { inTransaction } from '../transaction.js';
import { keepVersions, placedEntrySelect, standingStates, versionsOf, type PlacedEntry } from './versions.js';

const batchSize = 500;

/** Keeps the past up with the log whenever it has grown. */
export function pastKeeperOf(pool: Pool, url: string, onFault: (fault: unknown) => void): Pump {
  return new Pump({
    url,
    channels: [leafChannel],
    pollMs: 1000,
    restMs: 200,
    work: async (isStopped) => {
      while (!isStopped() && (await consumePast(pool)));
    },
    onFault,
  });
}

const lockCursor = { name: 'lock-past', text: `select 1 from consumer where name = 'past' for update` };

// What merely happened has no state; it moves the cursor all the same.
const leavesToFold = `
  select ${placedEntrySelect}
  from leaf join entry on entry.id = leaf.entry_id left join opening on opening.entry_id = leaf.entry_id
  where leaf.index > (select leaf_index from consumer where name = 'past') order by leaf.index limit $1`;

/**
 * Folds one batch of the log into versions: each entry of an object ends the version before and begins its own.
 * Versions and the index that they are exact for change in one transaction, so that a keeper which dies is simply
 * run again.
 *
 * @returns whether there may be more
 */
export function consumePast(pool: Pool): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const [, { rows: leaves }] = await Promise.all([
      client.query(lockCursor),
      client.query<PlacedEntry>({ name: 'leaves-to-fold', text: leavesToFold, values: [batchSize] }),
    ]);
    const last = leaves.at(-1);
    if (!last) return false;
    const entries = leaves.filter(({ objectType }) => objectTypes.includes(objectType));
    await keepVersions(client, versionsOf(entries, await standingStates(client, entries)));
    await client.query(`update consumer set leaf_index = $1 where name = 'past'`, [last.index]);
    return leaves.length === batchSize;
  });
}

/**
 * Folds every version of the objects behind these entries anew, as far as the keeper has come. A redaction does so
 * in its own transaction: what it took away is gone from the past with it, and no moment later. The lock makes a
 * batch that is being folded with the old words end first.
 */
export async function foldPastAnew(client: PoolClient, entryIds: readonly string[]): Promise<void> {
  await client.query(lockCursor);
  const { rows: entries } = await client.query<PlacedEntry>(
    `select ${placedEntrySelect}
     from leaf join entry on entry.id = leaf.entry_id left join opening on opening.entry_id = leaf.entry_id
     where entry.object_id in (select object_id from entry where id = any($1::uuid[]))
       and leaf.index <= (select leaf_index from consumer where name = 'past')
     order by leaf.index`,
    [entryIds],
  );
  const objects = new Map(entries.map(({ objectId, objectType }) => [objectId, objectType]));
  for (const type of new Set<ObjectType>(objects.values())) {
    const ids = [...objects].filter(([, objectType]) => objectType === type).map(([id]) => id);
    await client.query(`delete from ${rowShapes[type].past} where id = any($1::uuid[])`, [ids]);
  }
  await keepVersions(client, versionsOf(entries));
}
