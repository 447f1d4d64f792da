import type { PoolClient } from 'pg';
import {
  commands,
  Refusal,
  type Command,
  type ObjectType,
  type ProposalState,
  type StateOf,
} from '#contracts';
import type { World } from '#workflow';
import { rowShapes } from '../entities/rows.js';
import { isRunning } from '../people/rights.js';
import { prepared } from '../prepared.js';
import { needs } from './lock-order.js';
import { placesSayingTheSame } from './redact.js';

/** The world of a command as it was loaded and locked, with the hash of each object's newest entry. */
export interface LoadedWorld {
  world: World;
  headHashes: Map<string, string>;
}

/**
 * Loads and locks, in lock order, what the command's rule may look at. Refuses a command about nothing. Statements
 * are sent without waiting for the one before: they are run one after the other, and their answers come together.
 */
export async function loadWorld(
  client: PoolClient,
  actorId: string | null,
  command: Command,
): Promise<LoadedWorld> {
  const loading = { client, command, loaded: { world: {}, headHashes: new Map() } as LoadedWorld };
  await Promise.all([
    loadParent(loading),
    loadTarget(loading),
    loadScope(loading),
    loadMapping(loading),
    loadProposals(loading),
  ]);
  await loadEmergency(loading, actorId);
  await loadNamedEvidence(loading);
  await loadSameWords(loading);
  return loading.loaded;
}

/** A world that is being loaded for a command. */
interface Loading {
  client: PoolClient;
  command: Command;
  loaded: LoadedWorld;
}

async function loadParent({ client, command, loaded }: Loading): Promise<void> {
  const need = needs[command.name]?.recommendation;
  if (!need) return;
  const { sql, id } = recommendationOf(command);
  const locking = need === 'moves' ? 'for no key update' : 'for share';
  const rows = await loadRows(client, loaded, 'recommendation', [`row.id = ${sql} ${locking}`, id]);
  if (!rows[0]) throw new Refusal('not-found', `there is no such ${command.objectType} or recommendation`);
  loaded.world.recommendation = rows[0];
}

async function loadTarget({ client, command, loaded }: Loading): Promise<void> {
  const { objectType, shape } = commands[command.name];
  if (shape !== 'change') return;
  const where = 'row.id = $1 for no key update';
  const rows = await loadRows<ObjectType>(client, loaded, objectType, [where, command.objectId]);
  if (!rows[0]) throw new Refusal('not-found', `there is no such ${objectType}`);
  Object.assign(loaded.world, { [objectType]: rows[0] });
}

/** What a new object stands in, where it says who may make it. */
async function loadScope({ client, command, loaded }: Loading): Promise<void> {
  if (command.name === 'delegation.give' && command.input.scopeType === 'recommendation') {
    const where: [string, unknown] = ['row.id = $1', command.input.scopeId];
    const [recommendation] = await loadRows(client, loaded, 'recommendation', where);
    if (recommendation) loaded.world.recommendation = recommendation;
  }
  if (command.name !== 'recommendation.draft') return;
  const [review] = await loadRows(client, loaded, 'review', ['row.id = $1', command.input.reviewId]);
  if (review) loaded.world.review = review;
}

/** Held as it is until the right that it gives is written: a mapping that ends waits, and then ends the right too. */
async function loadMapping({ client, command, loaded }: Loading): Promise<void> {
  if (command.name !== 'grant.map') return;
  const where = 'row.id = $1 for share';
  const [mapping] = await loadRows(client, loaded, 'mapping', [where, command.input.mappingId]);
  if (!mapping) throw new Refusal('not-found', 'there is no such mapping');
  loaded.world.mapping = mapping;
}

async function loadProposals({ client, command, loaded }: Loading): Promise<void> {
  const also = needs[command.name]?.also ?? [];
  const { sql, id } = recommendationOf(command);
  const load = async (part: 'openProposals' | 'approvedProposals', where: string) => {
    if (!also.includes(part)) return;
    const ofRecommendation = `row.recommendation_id = ${sql} and ${where}`;
    loaded.world[part] = await loadRows(client, loaded, 'proposal', [ofRecommendation, id]);
  };
  await Promise.all([
    load('openProposals', `row.state = 'open' order by row.id for no key update`),
    load('approvedProposals', `row.state = 'approved' order by row.updated_at desc limit 100`),
  ]);
}

/** What emergency access is about, and whether the deciding person is a deputy of the asking one, or the other way round. */
async function loadEmergency({ client, command, loaded }: Loading, actorId: string | null): Promise<void> {
  if (command.objectType !== 'emergency-access') return;
  const { world } = loaded;
  const access = world['emergency-access'];
  const scope = access ?? (command.name === 'emergency-access.request' ? command.input : null);
  if (scope?.scopeType === 'recommendation' && scope.scopeId) {
    const [found] = await loadRows(client, loaded, 'recommendation', ['row.id = $1', scope.scopeId]);
    if (found) world.recommendation = found;
  }
  if (command.name !== 'emergency-access.approve' || !access || !actorId) return;
  const { rows } = await client.query<{ areDeputies: boolean }>(
    `select exists (select 1 from delegation where ${isRunning('delegation', 'clock_timestamp()')}
       and (from_id, to_id) in (($1::uuid, $2::uuid), ($2, $1))) as "areDeputies"`,
    [access.requestedById, actorId],
  );
  world.areDeputies = rows[0]?.areDeputies ?? false;
}

async function loadNamedEvidence({ client, command, loaded }: Loading): Promise<void> {
  if (!needs[command.name]?.also?.includes('namedEvidence')) return;
  const named = evidenceNamedBy(command, loaded.world.proposal);
  const where = 'row.id = any($1::uuid[]) for share';
  loaded.world.namedEvidence =
    named.length > 0 ? await loadRows(client, loaded, 'evidence', [where, named]) : [];
}

async function loadSameWords({ client, command, loaded: { world } }: Loading): Promise<void> {
  if (!needs[command.name]?.also?.includes('sameWords') || !world.recommendation) return;
  const targets = 'targets' in command.input ? command.input.targets : (world.redaction?.targets ?? []);
  world.sameWords = await placesSayingTheSame(client, world.recommendation.id, targets);
}

/** The recommendation that a command is about, as SQL over one value: it is named, or stands above what is named. */
function recommendationOf({ name, objectType, objectId, input }: Command): { sql: string; id: string } {
  if ('recommendationId' in input) return { sql: '$1', id: input.recommendationId };
  if (objectType === 'recommendation' || !needs[name]?.recommendation) return { sql: '$1', id: objectId };
  return {
    sql: `(select recommendation_id from ${rowShapes[objectType].table} where id = $1)`,
    id: objectId,
  };
}

function evidenceNamedBy(command: Command, proposal: ProposalState | undefined): string[] {
  if (command.name === 'proposal.make') {
    const { change } = command.input;
    return change.transition === 'report-implemented' ? change.evidenceIds : [];
  }
  return proposal?.evidence.map(({ evidenceId }) => evidenceId) ?? [];
}

async function loadRows<T extends ObjectType>(
  client: PoolClient,
  { headHashes }: LoadedWorld,
  objectType: T,
  [where, value]: [string, unknown],
): Promise<StateOf[T][]> {
  const shape = rowShapes[objectType];
  const text = `select ${shape.selectList('row')}, encode(row.head_hash, 'hex') as "headHash"
    from ${shape.table} row where ${where}`;
  const { rows } = await client.query<{ headHash: string } & StateOf[T]>(prepared(text, [value]));
  return rows.map(({ headHash, ...state }) => {
    headHashes.set(state.id, headHash);
    return state as unknown as StateOf[T];
  });
}
