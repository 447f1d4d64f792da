import type { Pool } from 'pg';
import type { CheckpointView, LogKey, LogStatus, Page, PageQuery } from '#contracts';
import { Parameters } from '../parameters.js';
import { readPage } from '../queries/list.js';
import type { Questions } from '../reading/reader.js';
import { originOf } from '../signing/key-folder.js';

const columns = `checkpoint.size, encode(checkpoint.root, 'hex') as root, checkpoint.note, checkpoint.at`;

/** The newest signed checkpoint; null where none was signed yet. */
export async function newestCheckpoint(reader: Questions): Promise<CheckpointView | null> {
  const { rows } = await reader.query<CheckpointView>({
    name: 'newest-checkpoint',
    text: `select ${columns} from checkpoint order by size desc limit 1`,
  });
  return rows[0] ?? null;
}

/** Checkpoints that were signed, newest first. */
export function listCheckpoints(pool: Pool, query: PageQuery): Promise<Page<CheckpointView>> {
  return readPage(
    pool,
    {
      select: columns,
      from: 'checkpoint',
      where: [],
      keys: [{ sql: 'checkpoint.size', type: 'bigint' }],
      descending: true,
      parameters: new Parameters(),
    },
    query,
  );
}

/** How many keys are told at most; a log has two for each time that they were changed. */
const keysMax = 1000;

/** Every public key with which checkpoints or receipts were or are signed, oldest first. */
export async function logKeys(pool: Pool): Promise<LogKey[]> {
  const { rows } = await pool.query<LogKey>(
    `select vkey, purpose, from_at as "fromAt", until_at as "untilAt" from log_key
     order by from_at, purpose, vkey limit ${keysMax}`,
  );
  return rows;
}

interface StatusRow {
  installationId: string | null;
  size: number;
  checkpointAge: number | null;
  seenAt: string | null;
  refusal: string | null;
}

/** How the log and its signer fare. */
export async function logStatus(pool: Pool): Promise<LogStatus> {
  const [{ rows }, checkpoint] = await Promise.all([
    pool.query<StatusRow>(
      `select (select id from installation) as "installationId", log_head.size, signer_state.seen_at as "seenAt",
         signer_state.refusal, (select extract(epoch from clock_timestamp() - at)::float8
           from checkpoint order by size desc limit 1) as "checkpointAge"
       from log_head left join signer_state on true`,
    ),
    newestCheckpoint(pool),
  ]);
  const { installationId, size, checkpointAge, seenAt, refusal } = rows[0] as StatusRow;
  return {
    origin: installationId && originOf(installationId),
    size,
    checkpoint,
    checkpointAge,
    signer: seenAt === null ? null : { seenAt, refusal },
  };
}
