import { isDeepStrictEqual } from 'node:util';
import type { PoolClient } from 'pg';
import { objectTypes, type ObjectType } from '#contracts';
import { evolve } from '#workflow';
import { rowShapes } from '../entities/rows.js';
import type { Version } from '../past/versions.js';
import type { Course } from './course.js';
import { entryBatches, unprovedMarks, type FoundMark, type PlacedEntry } from './entry-batches.js';
import { placeOf, readEntry, type ReadEntry } from './entry-faults.js';
import { figureFaults } from './check-figures.js';
import { pastFaults } from './check-past.js';
import type { FoldedObject } from './folded-object.js';

/** Which objects are checked, and how far what is kept of them has come: the figures, and earlier states. */
export interface ObjectsToCheck {
  objectIds: readonly string[] | null;
  countedIndex: number;
  pastIndex: number;
}

/**
 * Walks the entries object by object: each by itself, each after the one before it, and the row against the fold of
 * them all. Holds one batch of entries and one object at a time.
 */
export async function checkObjects(
  client: PoolClient,
  { objectIds, countedIndex, pastIndex }: ObjectsToCheck,
  course: Course,
): Promise<void> {
  let open: FoldedObject | null = null;
  for await (const batch of entryBatches(client, objectIds)) {
    const ended: FoldedObject[] = [];
    const versions: Version[] = [];
    const marks: FoundMark[] = [];
    for (const kept of batch) {
      if (open?.objectId !== kept.objectId) {
        if (open) ended.push(open);
        if (open?.standing) versions.push(open.standing);
        open = begun(kept);
      }
      const read = readEntry(kept);
      read.findings.forEach((finding) => course.found(finding));
      marks.push(...read.marks.map((mark) => ({ ...mark, entry: kept })));
      follow(open, kept, read, course);
      fold(open, kept, read, countedIndex);
      const passed = moveOn(open, kept, pastIndex);
      if (passed) versions.push(passed);
      placeFaults(open, kept, course);
    }
    for (const { entry, path } of await unprovedMarks(client, marks))
      course.found({
        code: 'redaction-unproved',
        ...placeOf(entry),
        words: `entry ${entry.id} is marked as redacted at ${path}, and no redaction of it was approved`,
      });
    await endObjects(client, ended, course);
    await pastFaults(client, versions, course);
    course.count('entries', batch.length);
    course.count('done', batch.length);
    await course.step();
  }
  if (!open) return;
  await endObjects(client, [open], course);
  if (open.standing) await pastFaults(client, [open.standing], course);
}

const begun = ({ objectType, objectId }: PlacedEntry): FoldedObject => ({
  objectType,
  objectId,
  state: null,
  counted: null,
  version: 0,
  hash: null,
  index: -1,
  standing: null,
});

/** Checks an entry against the one of its object before it: version, hash, and place in the log. */
function follow(open: FoldedObject, kept: PlacedEntry, { said }: ReadEntry, course: Course): void {
  const place = placeOf(kept);
  if (kept.objectVersion !== open.version + 1)
    course.found({
      code: 'version-gap',
      ...place,
      words: `version ${kept.objectVersion} of ${kept.objectType} ${kept.objectId} follows version ${open.version}`,
    });
  else if (said && said.prevHash !== open.hash)
    course.found({
      code: 'chain-broken',
      ...place,
      words: `entry ${kept.id} does not follow the entry before it, which was changed, or it was`,
    });
  if (kept.index === null && !kept.isPending)
    course.found({
      code: 'entry-not-in-log',
      ...place,
      words: `entry ${kept.id} has no place in the log and waits for none`,
    });
  if (kept.index !== null && kept.index <= open.index)
    course.found({
      code: 'leaf-order',
      ...place,
      leafIndex: kept.index,
      words: `entry ${kept.id} stands at index ${kept.index}, before an earlier entry of its object`,
    });
}

/** Moves the object on by an entry. */
function fold(open: FoldedObject, kept: PlacedEntry, { said }: ReadEntry, countedIndex: number): void {
  if (said && (open.version === 0 || open.state)) {
    open.state = evolve(
      open.state,
      { objectId: kept.objectId, set: said.body.set },
      { at: said.at, objectVersion: said.objectVersion },
    );
  } else open.state = null;
  if (kept.index !== null && kept.index <= countedIndex) open.counted = open.state;
  open.version = kept.objectVersion;
  open.hash = kept.hash;
  open.index = kept.index ?? open.index;
}

/** Begins the state that an entry made, as far as earlier states are kept, and answers the one that it ended. */
function moveOn(open: FoldedObject, kept: PlacedEntry, pastIndex: number): Version | null {
  const { state, standing } = open;
  const objectType = objectTypes.find((type) => type === kept.objectType);
  if (!objectType || kept.index === null || kept.index > pastIndex) return null;
  open.standing = state && { objectType, state, index: kept.index, validUntil: null };
  return standing && { ...standing, validUntil: kept.at };
}

/** Readers are told of an entry by the review and recommendation in its columns, which no hash covers. */
function placeFaults(open: FoldedObject, kept: PlacedEntry, course: Course): void {
  const state = open.state as { reviewId?: string; recommendationId?: string } | null;
  if (!state) return;
  const isRight =
    kept.objectType === 'review'
      ? kept.reviewId === kept.objectId && kept.recommendationId === null
      : kept.objectType === 'recommendation'
        ? kept.recommendationId === kept.objectId && kept.reviewId === state.reviewId
        : state.recommendationId === undefined ||
          (kept.recommendationId === state.recommendationId && kept.reviewId === kept.reviewOfRecommendation);
  if (!isRight)
    course.found({
      code: 'entry-columns',
      ...placeOf(kept),
      words: `entry ${kept.id} is filed under another review or recommendation than it belongs to`,
    });
}

/** Compares the rows of objects with their folds: one statement for each type among them. */
async function endObjects(client: PoolClient, ended: readonly FoldedObject[], course: Course): Promise<void> {
  for (const type of objectTypes) {
    const folded = ended.filter(({ objectType }) => objectType === type);
    if (folded.length === 0) continue;
    const rows = await rowsOf(client, type, folded);
    for (const object of folded) rowFaults(object, rows.get(object.objectId), course);
  }
  const recommendations = ended.filter(({ objectType }) => objectType === 'recommendation');
  for (const finding of await figureFaults(client, recommendations)) course.found(finding);
  course.count('objects', ended.length);
}

type Row = Record<string, unknown> & { headHash: string };

async function rowsOf(client: PoolClient, type: ObjectType, folded: readonly FoldedObject[]) {
  const { selectList, table } = rowShapes[type];
  const { rows } = await client.query<Row & { id: string }>({
    name: `check-rows-of-${type}`,
    text: `select ${selectList('kept')}, encode(kept.head_hash, 'hex') as "headHash"
      from ${table} kept where kept.id = any($1::uuid[])`,
    values: [folded.map(({ objectId }) => objectId)],
  });
  return new Map(rows.map((row) => [row.id, row]));
}

function rowFaults(object: FoldedObject, row: Row | undefined, course: Course): void {
  const { objectType, objectId, hash } = object;
  const { recommendationId } = (object.state ?? {}) as { recommendationId?: string };
  const place = { objectType, objectId, ...(recommendationId && { recommendationId }) };
  const name = `${objectType} ${objectId}`;
  if (!row) {
    course.found({ code: 'row-missing', ...place, words: `${name} has a history and no row` });
    return;
  }
  const state = object.state as Record<string, unknown> | null;
  if (!state) return;
  const differing = rowShapes[objectType as ObjectType].fields.filter(
    // A field that a type was given later is null in rows whose entries do not know it.
    (field) => !isDeepStrictEqual(row[field], state[field] ?? null),
  );
  if (row.headHash !== hash) differing.push('headHash' as never);
  if (differing.length === 0) return;
  course.found({
    code: 'row-differs',
    ...place,
    objectVersion: object.version,
    words: `the row of ${name} is not what its history gives: ${differing.join(', ')}`,
  });
}
