import type { PoolClient } from 'pg';
import type { Actor, Command, ObjectType, ScopeType } from '#contracts';
import type { World } from '#workflow';
import { readableAmong } from '../queries/readable-among.js';

/** What an identifier is taken for; `own…` belongs to the command's recommendation, or is it. */
type Target = 'person' | 'mapping' | 'entity' | 'review' | 'recommendation' | OwnTarget;
type OwnTarget = 'ownRecommendation' | 'ownComment' | 'ownProposal' | 'ownAction' | 'ownEvidence' | 'nothing';
type Named = [Target, string | null | undefined][];

const lookups: Record<Target, string> = {
  person: `select id from person where id = any($1::uuid[]) and state = 'active'`,
  mapping: 'select id from mapping where id = any($1::uuid[])',
  entity: 'select id from entity where id = any($1::uuid[])',
  review: 'select id from review where id = any($1::uuid[])',
  recommendation: 'select id from recommendation where id = any($1::uuid[])',
  ownRecommendation: 'select id from recommendation where id = any($1::uuid[]) and id = $2',
  ownComment: 'select id from comment where id = any($1::uuid[]) and recommendation_id = $2',
  ownProposal: 'select id from proposal where id = any($1::uuid[]) and recommendation_id = $2',
  ownAction: 'select id from action where id = any($1::uuid[]) and recommendation_id = $2',
  ownEvidence: 'select id from evidence where id = any($1::uuid[]) and recommendation_id = $2',
  nothing: 'select id from recommendation where id = any($1::uuid[]) and false',
};
const isOwn = (target: Target) => target.startsWith('own');

/** What gives rights to others: whoever gives them may not read all that they are within. */
const ofRights: readonly ObjectType[] = ['grant', 'mapping', 'emergency-access'];

/** Takes out of a loaded world what its sender may not know of: to them it is not there. */
export async function asKnownTo(
  client: PoolClient,
  actor: Actor | null,
  command: Command,
  world: World,
): Promise<void> {
  const brought = command.name === 'proposal.make' ? (world.namedEvidence ?? []) : [];
  if (actor && brought.length > 0) {
    const ids = brought.map(({ id }) => id);
    const readable = await readableAmong(client, actor, 'evidence', ids);
    world.namedEvidence = brought.filter(({ id }) => readable.has(id));
  }
  world.known = await knownReferences(client, actor, command, world);
}

/**
 * Which of the objects that a command names exist, as far as its sender may know of them. What belongs to a
 * recommendation must belong to the same one.
 */
async function knownReferences(
  client: PoolClient,
  actor: Actor | null,
  command: Command,
  world: World,
): Promise<Set<string>> {
  const named = namedBy(command, world).filter((pair): pair is [Target, string] => Boolean(pair[1]));
  const known = new Set(named.map(([, id]) => id));
  for (const target of new Set(named.map(([type]) => type))) {
    const ids = named.flatMap(([type, id]) => (type === target ? [id] : []));
    const values = isOwn(target) ? [ids, world.recommendation?.id] : [ids];
    const { rows } = await client.query<{ id: string }>({
      name: `known:${target}`,
      text: lookups[target],
      values,
    });
    const found = new Set(rows.map(({ id }) => id));
    // What is named twice, as things of two types, is not there as one of them.
    for (const id of ids) if (!found.has(id)) known.delete(id);
  }
  // Administrators say who may read what they may not read themselves.
  const isOfRights = ofRights.includes(command.objectType);
  if (!isOfRights) await forgetUnreadable(client, actor, named, known);
  return known;
}

function namedBy(command: Command, world: World): Named {
  if (isOfRight(command)) return namedByRight(command);
  switch (command.name) {
    case 'emergency-access.request':
    case 'emergency-access.approve':
      return scopeOfEmergency(command, world);
    case 'entity.create':
      return [['entity', command.input.parentId]];
    case 'delegation.give':
      return [['person', command.input.toId], ...scopeNamed(command.input)];
    case 'recommendation.draft':
      return [
        ['review', command.input.reviewId],
        ['entity', command.input.leadEntityId],
      ];
    case 'recommendation.assign':
      return [
        ['entity', command.input.leadEntityId],
        ['person', command.input.ownerId],
      ];
    case 'recommendation.start':
      return [['person', command.input.firstAction.ownerId]];
    case 'proposal.make': {
      const { change } = command.input;
      if (change.transition === 'respond') return [['person', change.ownerId]];
      return change.transition === 'supersede' ? [['recommendation', change.supersededById]] : [];
    }
    case 'action.plan':
    case 'action.change':
      return [
        ['person', command.input.ownerId],
        ['entity', command.input.entityId],
      ];
    case 'comment.post':
      return [
        ['ownComment', command.input.parentId],
        ...subjectOf(command.input.about),
        ...command.input.mentions.map((id) => ['person', id] as Named[0]),
      ];
    default:
      return [];
  }
}

type OfRight = Extract<Command, { objectType: 'grant' | 'mapping' }>;
const isOfRight = (command: Command): command is OfRight =>
  command.objectType === 'grant' || command.objectType === 'mapping';

function namedByRight(command: OfRight): Named {
  switch (command.name) {
    case 'grant.give':
      return [['person', command.input.personId], ...scopeNamed(command.input)];
    case 'grant.map':
      return [
        ['person', command.input.personId],
        ['mapping', command.input.mappingId],
      ];
    case 'mapping.add':
      return scopeNamed(command.input);
    default:
      return [];
  }
}

const scopeNamed = ({ scopeType, scopeId }: { scopeType: ScopeType; scopeId: string | null }): Named =>
  scopeType === 'installation' ? [] : [[scopeType, scopeId]];

/** Whoever asks to read one recommendation is not told whether it is there; who opens it is. */
function scopeOfEmergency(
  command: Extract<Command, { name: 'emergency-access.request' | 'emergency-access.approve' }>,
  world: World,
): Named {
  if (command.name === 'emergency-access.request')
    return command.input.scopeType === 'recommendation' ? [] : scopeNamed(command.input);
  const access = world['emergency-access'];
  return access ? scopeNamed(access) : [];
}

/** A comment is about its recommendation or about something that belongs to it. */
function subjectOf(about: Extract<Command, { name: 'comment.post' }>['input']['about']): Named {
  if (!about) return [];
  const targets: Partial<Record<ObjectType, Target>> = {
    recommendation: 'ownRecommendation',
    proposal: 'ownProposal',
    action: 'ownAction',
    evidence: 'ownEvidence',
  };
  return [[targets[about.objectType] ?? 'nothing', about.objectId]];
}

/** What is named beside the command's own recommendation and may be kept from people who may read that one. */
const hidden: Partial<Record<Target, 'recommendation' | 'evidence'>> = {
  recommendation: 'recommendation',
  ownEvidence: 'evidence',
};

/** A recommendation or an item of evidence that the person may not read is, to them, not there. */
async function forgetUnreadable(
  client: PoolClient,
  actor: Actor | null,
  named: Named,
  known: Set<string>,
): Promise<void> {
  for (const [type, id] of named) {
    const noun = hidden[type];
    if (!noun || !id || !actor) continue;
    if ((await readableAmong(client, actor, noun, [id])).size === 0) known.delete(id);
  }
}
