import type { PoolClient } from 'pg';
import {
  commands,
  Refusal,
  type Actor,
  type Command,
  type ObjectType,
  type ProposalState,
  type StateOf,
} from '#contracts';
import type { World } from '#workflow';
import { rowShapes } from '../entities/rows.js';
import { needs } from './lock-order.js';
import { knownReferences } from './references.js';

/** The world of a command as it was loaded and locked, with the hash of each object's newest entry. */
export interface LoadedWorld {
  world: World;
  headHashes: Map<string, string>;
}

type Locking = 'for no key update' | 'for share' | '';

/** Loads and locks, in lock order, what the command's rule may look at. Refuses a command about nothing. */
export async function loadWorld(
  client: PoolClient,
  actor: Actor | null,
  command: Command,
): Promise<LoadedWorld> {
  const loaded: LoadedWorld = { world: {}, headHashes: new Map() };
  const { objectType, shape } = commands[command.name];
  const isChild = needs[command.name]?.recommendation !== undefined;
  if (isChild) await loadParent(client, command, loaded);
  if (shape === 'change') {
    const target = await loadOne(client, loaded, objectType, {
      id: command.objectId,
      locking: 'for no key update',
    });
    if (!target) throw new Refusal('not-found', `there is no such ${objectType}`);
  }
  await loadOthers(client, command, loaded);
  loaded.world.known = await knownReferences(client, actor, command, loaded.world);
  return loaded;
}

async function loadParent(client: PoolClient, command: Command, loaded: LoadedWorld): Promise<void> {
  const locking = needs[command.name]?.recommendation === 'moves' ? 'for no key update' : 'for share';
  const found =
    'recommendationId' in command.input
      ? await loadOne(client, loaded, 'recommendation', { id: command.input.recommendationId, locking })
      : await loadOne(client, loaded, 'recommendation', {
          id: command.objectId,
          locking,
          aboveChild: command.objectType,
        });
  if (!found) throw new Refusal('not-found', `there is no such ${command.objectType} or recommendation`);
}

async function loadOthers(client: PoolClient, command: Command, loaded: LoadedWorld): Promise<void> {
  const { world } = loaded;
  const also = needs[command.name]?.also ?? [];
  const recommendationId = world.recommendation?.id;
  if (also.includes('review') && command.name === 'recommendation.draft') {
    const [review] = await loadRows(client, loaded, 'review', 'review', [
      'row.id = $1',
      [command.input.reviewId],
    ]);
    if (review) world.review = review;
  }
  if (also.includes('openProposals')) {
    const where = `row.recommendation_id = $1 and row.state = 'open' order by row.id for no key update`;
    world.openProposals = await loadRows(client, loaded, 'proposal', 'open-proposals', [
      where,
      [recommendationId],
    ]);
  }
  if (also.includes('approvedProposals')) {
    const where = `row.recommendation_id = $1 and row.state = 'approved' order by row.updated_at desc limit 100`;
    world.approvedProposals = await loadRows(client, loaded, 'proposal', 'approved-proposals', [
      where,
      [recommendationId],
    ]);
  }
  if (also.includes('namedEvidence')) {
    const named = evidenceNamedBy(command, world.proposal);
    world.namedEvidence =
      named.length > 0
        ? await loadRows(client, loaded, 'evidence', 'named-evidence', [
            'row.id = any($1::uuid[]) for share',
            [named],
          ])
        : [];
  }
}

function evidenceNamedBy(command: Command, proposal: ProposalState | undefined): string[] {
  if (command.name === 'proposal.make') {
    const { change } = command.input;
    return change.transition === 'report-implemented' ? change.evidenceIds : [];
  }
  return proposal?.evidence.map(({ evidenceId }) => evidenceId) ?? [];
}

/** Which row to load: by its own id, or as the recommendation above the child whose id it is. */
interface Which {
  id: string;
  locking: Locking;
  aboveChild?: ObjectType;
}

async function loadOne<T extends ObjectType>(
  client: PoolClient,
  loaded: LoadedWorld,
  objectType: T,
  { id, locking, aboveChild: child }: Which,
): Promise<boolean> {
  const which = child ? `(select recommendation_id from ${rowShapes[child].table} where id = $1)` : '$1';
  const shape = rowShapes[objectType];
  const result = await client.query<{ headHash: string } & StateOf[T]>({
    name: `load:${objectType}:${locking}:${child ?? ''}`,
    text: `select ${shape.selectList('row')}, encode(row.head_hash, 'hex') as "headHash"
      from ${shape.table} row where row.id = ${which} ${locking}`,
    values: [id],
  });
  const row = result.rows[0];
  if (!row) return false;
  const { headHash, ...state } = row;
  loaded.headHashes.set(row.id, headHash);
  (loaded.world as Record<string, unknown>)[objectType] = state;
  return true;
}

async function loadRows<T extends ObjectType>(
  client: PoolClient,
  loaded: LoadedWorld,
  objectType: T,
  name: string,
  [where, values]: [string, unknown[]],
): Promise<StateOf[T][]> {
  const shape = rowShapes[objectType];
  const { rows } = await client.query<{ headHash: string } & StateOf[T]>({
    name: `load-rows:${name}`,
    text: `select ${shape.selectList('row')}, encode(row.head_hash, 'hex') as "headHash"
      from ${shape.table} row where ${where}`,
    values,
  });
  return rows.map(({ headHash, ...state }) => {
    loaded.headHashes.set(state.id, headHash);
    return state as unknown as StateOf[T];
  });
}
