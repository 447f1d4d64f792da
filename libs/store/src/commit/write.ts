import type { PoolClient } from 'pg';
import type { Receipt } from '#contracts';
import { rowShapes } from '../entities/rows.js';
import type { Entry } from '../log/entries.js';
import { Parameters } from '../parameters.js';
import { rightsParts } from '../people/rights-changes.js';
import { prepared } from '../prepared.js';
import type { ChangedRow } from './record.js';

/** The answer of a command, kept so that a repeated request gets the same one. */
export interface KeptAnswer {
  actorId: string;
  key: string;
  /** SHA-256 of what was asked. */
  request: Buffer;
  receipt: Receipt;
}

/** Writes rows, entries, what is pending and the kept answer in one statement: one round trip for the whole change. */
export async function write(
  client: PoolClient,
  rows: readonly ChangedRow[],
  entries: readonly Entry[],
  answer: KeptAnswer | null,
): Promise<void> {
  const parameters = new Parameters();
  const parts = [
    ...rows.map(
      (row, place) => `row_${place} as (${row.before ? update(row, parameters) : insert(row, parameters)})`,
    ),
    `entries as (${insertEntries(entries, parameters)})`,
    ...openingParts(entries, parameters),
    ...rightsParts(rows, parameters),
    ...(answer ? [`answer as (${insertAnswer(answer, parameters)})`] : []),
  ];
  const text = `with ${parts.join(', ')} ${insertPending(entries, parameters)}`;
  await client.query(prepared(text, parameters.values));
}

function insert({ objectType, after, headHash }: ChangedRow, parameters: Parameters): string {
  const shape = rowShapes[objectType];
  const values = shape.values(after as never).map((value) => parameters.add(value));
  return `insert into ${shape.table} (${shape.columns.join(', ')}, head_hash)
    values (${values.join(', ')}, ${parameters.add(Buffer.from(headHash, 'hex'))})`;
}

function update({ objectType, before, after, headHash }: ChangedRow, parameters: Parameters): string {
  const shape = rowShapes[objectType];
  const old = shape.values(before as never);
  const sets = shape.values(after as never).flatMap((value, place) => {
    const isSame = value === old[place];
    return isSame ? [] : [`${shape.columns[place]} = ${parameters.add(value)}`];
  });
  sets.push(`head_hash = ${parameters.add(Buffer.from(headHash, 'hex'))}`);
  return `update ${shape.table} set ${sets.join(', ')} where id = ${parameters.add(after.id)}`;
}

function insertEntries(entries: readonly Entry[], parameters: Parameters): string {
  const tuples = entries.map((entry) => {
    const values = [
      entry.id,
      entry.at,
      entry.actorId,
      entry.objectType,
      entry.objectId,
      entry.objectVersion,
      entry.action,
      entry.reviewId,
      entry.recommendationId,
      entry.canon,
      Buffer.from(entry.hash, 'hex'),
    ].map((value, place) => `${parameters.add(value)}${entryCasts[place]}`);
    return `(${values.join(', ')})`;
  });
  return `insert into entry (id, at, actor_id, object_type, object_id, object_version, action, review_id,
    recommendation_id, canon, hash) values ${tuples.join(', ')}`;
}

const entryCasts = [
  '::uuid',
  '::timestamptz',
  '::uuid',
  '::text',
  '::uuid',
  '::integer',
  '::text',
  '::uuid',
  '::uuid',
  '::text',
  '::bytea',
];

function openingParts(entries: readonly Entry[], parameters: Parameters): string[] {
  const tuples = entries
    .filter(({ openings }) => openings.length > 0)
    .map(
      ({ id, openings }) =>
        `(${parameters.add(id)}::uuid, ${parameters.add(JSON.stringify(openings))}::jsonb)`,
    );
  if (tuples.length === 0) return [];
  return [`openings as (insert into opening (entry_id, openings) values ${tuples.join(', ')})`];
}

function insertPending(entries: readonly Entry[], parameters: Parameters): string {
  const tuples = entries.map(
    ({ id, hash }) => `(${parameters.add(id)}::uuid, ${parameters.add(Buffer.from(hash, 'hex'))}::bytea)`,
  );
  return `insert into pending (entry_id, hash) values ${tuples.join(', ')}`;
}

function insertAnswer({ actorId, key, request, receipt }: KeptAnswer, parameters: Parameters): string {
  const values = [actorId, key, request, JSON.stringify(receipt)].map((value) => parameters.add(value));
  return `insert into idempotency (actor_id, key, request, receipt) values (${values.join(', ')})`;
}
