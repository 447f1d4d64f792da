import type { Pool } from 'pg';
import type { LiveEntry } from '#contracts';
import type { EntryAudience } from '#permissions';
import { sessionChannel } from '../people/sessions.js';
import type { Questions } from '../reading/reader.js';
import { Pump } from './pump.js';
import { leafChannel } from './sequencer.js';

/** An entry of the log as consumers on this node hear of it. */
export type FeedEntry = LiveEntry & EntryAudience & { actorId: string | null };

export interface FeedOptions {
  pool: Pool;
  url: string;
  onEntries(entries: readonly FeedEntry[]): void;
  onSessionEnded(sessionId: string): void;
  onFault(fault: unknown): void;
}

/** Entries that are read at once at most. */
const readSize = 500;
const pollMs = 1000;

const select = `
  select leaf.index, leaf.object_type as "objectType", leaf.object_id as "objectId", leaf.actor_id as "actorId",
    entry.object_version as version, entry.action, leaf.review_id as "reviewId",
    leaf.recommendation_id as "recommendationId", recommendation.lead_entity_id as "leadEntityId",
    recommendation.owner_id as "ownerId", recommendation.issuance, recommendation.confidentiality,
    case when evidence.id is not null then json_build_object(
      'confidentiality', evidence.confidentiality, 'addedById', evidence.added_by_id) end as evidence
  from leaf
  join entry on entry.id = leaf.entry_id
  left join recommendation on recommendation.id = leaf.recommendation_id
  left join evidence on leaf.object_type = 'evidence' and evidence.id = leaf.object_id`;

/** Entries after a leaf index, in order, with what decides who may hear of them. */
export async function entriesAfter(pool: Pool, index: number, limit = readSize): Promise<FeedEntry[]> {
  const { rows } = await pool.query<FlatEntry>({
    name: 'entries-after',
    text: `${select} where leaf.index > $1 order by leaf.index limit $2`,
    values: [index, limit],
  });
  return rows.map(shaped);
}

/** The newest leaf index; -1 while the log is empty. */
export async function headIndex(reader: Questions): Promise<number> {
  const { rows } = await reader.query<{ size: number }>({ name: 'head', text: 'select size from log_head' });
  return (rows[0]?.size ?? 0) - 1;
}

/** Follows the log from where it stands at the start: one read per growth and node, whatever listens. */
export class Feed {
  /** The last index that was handed on. */
  head = -1;
  private readonly pump: Pump;

  constructor(private readonly options: FeedOptions) {
    this.pump = new Pump({
      url: options.url,
      channels: [leafChannel, sessionChannel],
      pollMs,
      work: (isStopped) => this.read(isStopped),
      onFault: options.onFault,
      onNotification: (channel, payload) => {
        if (channel === sessionChannel) options.onSessionEnded(payload);
      },
    });
  }

  async start(): Promise<void> {
    this.head = await headIndex(this.options.pool);
    await this.pump.start();
  }

  stop(): Promise<void> {
    return this.pump.stop();
  }

  private async read(isStopped: () => boolean): Promise<void> {
    for (;;) {
      const entries = await entriesAfter(this.options.pool, this.head);
      const last = entries.at(-1);
      if (!last || isStopped()) return;
      this.head = last.index;
      this.options.onEntries(entries);
    }
  }
}

type FlatEntry = Omit<FeedEntry, 'recommendation'> & Partial<NonNullable<FeedEntry['recommendation']>>;

function shaped({ leadEntityId, ownerId, issuance, confidentiality, ...entry }: FlatEntry): FeedEntry {
  const { recommendationId } = entry;
  return {
    ...entry,
    recommendation:
      recommendationId && issuance && confidentiality
        ? {
            id: recommendationId,
            leadEntityId: leadEntityId ?? null,
            ownerId: ownerId ?? null,
            issuance,
            confidentiality,
          }
        : null,
  };
}
