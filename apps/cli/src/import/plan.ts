import { isDeepStrictEqual } from 'node:util';
import { v7 as uuid } from 'uuid';
import { Refusal, type Actor, type CommandOf } from '#contracts';
import { permit } from '#permissions';
import type { Store } from '#store';
import { decide } from '#workflow';
import { wordsOf } from '../explain.js';
import { nameOf, type RecommendationRow, type ReviewRow, type Row } from './row.js';
import { keyOf, whatExists, type Known, type WhatExists } from './what-exists.js';

/** What writes a row. A recommendation's review may still have to be written before it. */
export type ImportCommand = CommandOf<'review.create'> | CommandOf<'recommendation.draft'>;

/** What will become of each row: a command that writes it, nothing where it exists already, or its faults. */
export interface Plan {
  commands: ReadonlyMap<Row, ImportCommand>;
  existing: readonly Row[];
  bad: readonly Row[];
}

/** Decides on every row without writing any: duplicates, what exists, references, permission and rules. */
export async function planImport(store: Store, actor: Actor, rows: readonly Row[]): Promise<Plan> {
  findDuplicates(rows);
  const known = await whatExists(store, rows);
  const commands = new Map<Row, ImportCommand>();
  const existing: Row[] = [];
  const reviewIds = new Map([...known.reviews].map(([code, { id }]) => [code, id]));
  // A CSV may tell of a review after its first recommendation.
  for (const row of [...rows].sort(reviewsFirst)) {
    if (row.faults.length > 0 || !row.input) continue;
    const found = knownOf(row, known);
    if (found) {
      const isSame = addDifferences(row, found, known);
      if (isSame) existing.push(row);
      continue;
    }
    const command = row.kind === 'review' ? createReview(row) : draftRecommendation(row, known, reviewIds);
    if (command && mayAndCan(row, command, actor)) {
      commands.set(row, command);
      if (row.kind === 'review') reviewIds.set(row.reviewCode, command.objectId);
    }
  }
  return { commands, existing, bad: rows.filter(({ faults }) => faults.length > 0) };
}

function reviewsFirst(left: Row, right: Row): number {
  return Number(left.kind === 'recommendation') - Number(right.kind === 'recommendation');
}

function findDuplicates(rows: readonly Row[]): void {
  const places = new Map<string, string>();
  for (const row of rows) {
    if (row.kind === 'recommendation' ? row.code === '' : row.reviewCode === '') continue;
    const key = row.kind === 'review' ? row.reviewCode : keyOf(row.reviewCode, row.code);
    const earlier = places.get(key);
    if (earlier) row.faults.push(`stands in the file twice: ${nameOf(row)} is on ${earlier} too`);
    else places.set(key, row.place);
  }
}

function knownOf(row: Row, known: WhatExists): Known | undefined {
  return row.kind === 'review'
    ? known.reviews.get(row.reviewCode)
    : known.recommendations.get(keyOf(row.reviewCode, row.code));
}

/** Whether the row says what the database has now or was first told; otherwise the row gets a fault. */
function addDifferences(row: Row, found: Known, { entities }: WhatExists): boolean {
  const wanted: Record<string, unknown> = { ...row.input };
  if (row.kind === 'recommendation') {
    wanted['leadEntityId'] = entities.get(row.input?.leadEntity?.toLowerCase() ?? '') ?? null;
    delete wanted['leadEntity'];
  }
  const fields = Object.keys(wanted);
  const differing = (from: Record<string, unknown>) =>
    fields.filter((field) => !isDeepStrictEqual(wanted[field], from[field]));
  const differs = differing(found.now);
  if (differs.length === 0 || differing(found.atFirst).length === 0) return true;
  row.faults.push(
    `exists already and says something else in: ${differs.join(', ')}. An import changes nothing that exists`,
  );
  return false;
}

function createReview(row: ReviewRow): ImportCommand | null {
  const input = row.input;
  return input && { name: 'review.create', objectType: 'review', objectId: uuid(), input };
}

function draftRecommendation(
  row: RecommendationRow,
  known: WhatExists,
  reviewIds: ReadonlyMap<string, string>,
): ImportCommand | null {
  if (!row.input) return null;
  const { leadEntity, ...input } = row.input;
  const reviewId = reviewIds.get(row.reviewCode);
  const leadEntityId = leadEntity === null ? null : known.entities.get(leadEntity.toLowerCase());
  if (!reviewId)
    row.faults.push(
      `belongs to the review “${row.reviewCode}”, which neither exists nor can be made from the file`,
    );
  if (leadEntityId === undefined)
    row.faults.push(`names the lead entity “${leadEntity}”, which does not exist`);
  if (!reviewId || leadEntityId === undefined) return null;
  return {
    name: 'recommendation.draft',
    objectType: 'recommendation',
    objectId: uuid(),
    input: { ...input, reviewId, leadEntityId },
  };
}

/** Asks permissions and rules what `commit` will ask them. */
function mayAndCan(row: Row, command: ImportCommand, actor: Actor): boolean {
  const refusal = refusalOf(command, actor);
  if (refusal) row.faults.push(`is refused: ${wordsOf(refusal)}`);
  return refusal === null;
}

function refusalOf(command: ImportCommand, actor: Actor): Refusal | null {
  const isDraft = command.name === 'recommendation.draft';
  const facts = isDraft
    ? { recommendation: { ...command.input, id: command.objectId, ownerId: null, issuance: 'draft' } }
    : {};
  const refusal = permit(actor, { name: command.name }, facts);
  if (refusal) return refusal;
  const named = isDraft ? [command.input.reviewId, command.input.leadEntityId ?? ''] : [];
  try {
    const moment = {
      at: new Date().toISOString(),
      actorId: actor.personId,
      onBehalfOfId: null,
      freshIds: [],
    };
    decide(command, { known: new Set(named) }, moment);
    return null;
  } catch (fault) {
    if (fault instanceof Refusal) return fault;
    throw fault;
  }
}
