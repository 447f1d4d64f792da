import type { PoolClient } from 'pg';
import type { Actor, Command } from '#contracts';
import type { World } from '#workflow';
import { Parameters } from '../parameters.js';
import { scopeSql } from '../scope-sql.js';

type Target = 'person' | 'entity' | 'review' | 'recommendation' | 'comment';
type Named = [Target, string | null | undefined][];

const lookups: Record<Target, string> = {
  person: `select id from person where id = any($1::uuid[]) and state = 'active'`,
  entity: 'select id from entity where id = any($1::uuid[])',
  review: 'select id from review where id = any($1::uuid[])',
  recommendation: 'select id from recommendation where id = any($1::uuid[])',
  comment: 'select id from comment where id = any($1::uuid[]) and recommendation_id = $2',
};

/**
 * Which of the objects that a command names exist, as far as its sender may know of them. What belongs to a
 * recommendation must belong to the same one.
 */
export async function knownReferences(
  client: PoolClient,
  actor: Actor | null,
  command: Command,
  world: World,
): Promise<Set<string>> {
  const known = new Set<string>();
  const named = namedBy(command).filter(([, id]) => id);
  for (const target of new Set(named.map(([type]) => type))) {
    const ids = named.flatMap(([type, id]) => (type === target ? [id] : []));
    const values = target === 'comment' ? [ids, world.recommendation?.id] : [ids];
    const { rows } = await client.query<{ id: string }>({
      name: `known:${target}`,
      text: lookups[target],
      values,
    });
    for (const { id } of rows) known.add(id);
  }
  if (command.name === 'proposal.make') await forgetUnreadable(client, actor, named, known);
  if (command.name === 'comment.post') await addSubject(client, command.input.about, world, known);
  return known;
}

function namedBy(command: Command): Named {
  switch (command.name) {
    case 'entity.create':
      return [['entity', command.input.parentId]];
    case 'grant.give': {
      const { scopeType, scopeId, personId } = command.input;
      return [
        ['person', personId],
        ...(scopeType === 'installation' ? [] : ([[scopeType, scopeId]] satisfies Named)),
      ];
    }
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
        ['comment', command.input.parentId],
        ...command.input.mentions.map((id) => ['person', id] as Named[0]),
      ];
    default:
      return [];
  }
}

/** A comment is about its recommendation or about something that belongs to it. */
async function addSubject(
  client: PoolClient,
  about: Extract<Command, { name: 'comment.post' }>['input']['about'],
  world: World,
  known: Set<string>,
): Promise<void> {
  const recommendationId = world.recommendation?.id;
  if (!recommendationId) return;
  known.add(recommendationId);
  if (!about || !['proposal', 'action', 'evidence'].includes(about.objectType)) return;
  const text = `select id from ${about.objectType} where id = $1 and recommendation_id = $2`;
  const { rows } = await client.query<{ id: string }>(text, [about.objectId, recommendationId]);
  for (const { id } of rows) known.add(id);
}

/** A successor that the person may not read is, to them, not there. */
async function forgetUnreadable(
  client: PoolClient,
  actor: Actor | null,
  named: Named,
  known: Set<string>,
): Promise<void> {
  for (const [type, id] of named) {
    if (type !== 'recommendation' || !id || !actor) continue;
    const parameters = new Parameters();
    const text = `select 1 from recommendation where id = ${parameters.add(id)}
      and ${scopeSql(actor, 'read', 'recommendation', parameters)}`;
    if ((await client.query(text, parameters.values)).rowCount === 0) known.delete(id);
  }
}
