import {
  commandNames,
  commands,
  roles,
  type Actor,
  type ExplainedDeed,
  type ObjectType,
  type ProblemCode,
  type Refusal,
  type Role,
} from '#contracts';
import { obstacleTo, transitions, type TransitionId, type World } from '#workflow';
import type { Facts } from './facts.js';
import { permissionMatrix } from './matrix.js';
import { onBehalfOf, permit, type Intent } from './permit.js';
import type { Deed } from './sentence.js';

/** A deed on an object as it stands for somebody; `onBehalfOfId` names who lent the right. */
export interface Explained extends Omit<ExplainedDeed, 'onBehalfOf'> {
  onBehalfOfId: string | null;
}

/** What is made about an object rather than changed of it. */
const madeAbout: { readonly [T in ObjectType]?: readonly Intent['name'][] } = {
  recommendation: [
    'action.plan',
    'evidence.add-link',
    'evidence.add-file',
    'comment.post',
    'redaction.request',
  ],
  person: ['grant.give'],
};
const proposed: TransitionId[] = transitions.flatMap(({ id, decides }) => (decides === 'nobody' ? [] : [id]));
const duties: readonly ProblemCode[] = ['own-proposal', 'already-decided-by-you', 'in-the-chain'];

/** Everything that may be done to an object of a type, as commands are told apart. */
export function deedsOn(type: ObjectType): Intent[] {
  const changes = commandNames.filter(
    (name) => commands[name].objectType === type && commands[name].shape === 'change',
  );
  return [
    ...[...changes, ...(madeAbout[type] ?? [])].map((name) => ({ name })),
    ...(type === 'recommendation'
      ? proposed.map((transition) => ({ name: 'proposal.make' as const, transition }))
      : []),
  ];
}

export const deedOf = ({ name, transition }: Intent): Deed =>
  name === 'proposal.make' && transition ? `${name}:${transition}` : name;

/**
 * Whether somebody may do something to an object, and why not: by the same functions, in the same order, as the
 * commit asks. What a command carries is not looked at.
 *
 * @param at when, RFC 3339
 */
export function explain(actor: Actor, intent: Intent, world: World, at: string): Explained {
  const facts = factsFor(intent, world);
  const notPermitted = permit(actor, intent, facts);
  const onBehalfOfId = notPermitted ? null : onBehalfOf(actor, intent, facts);
  const moment = { at, actorId: actor.personId, onBehalfOfId, freshIds: [] };
  const refusal = notPermitted ?? obstacleTo(intent, world, moment);
  return {
    deed: deedOf(intent),
    isAllowed: refusal === null,
    refusal: refusal && told(refusal, notPermitted !== null),
    onBehalfOfId,
    roles: rolesThatMay(deedOf(intent)),
  };
}

function told({ code, rule, message }: Refusal, isByPermission: boolean): ExplainedDeed['refusal'] {
  const step = duties.includes(code) ? 'segregation' : isByPermission ? 'permission' : 'state';
  return { step, code, rule: rule ?? null, detail: message };
}

function factsFor({ name }: Intent, world: World): Facts {
  if (name === 'grant.give') return { grant: { personId: world.person?.id } };
  const { installation, entity, person, grant, review, recommendation } = world;
  const { proposal, action, evidence, comment, redaction } = world;
  return {
    installation,
    entity,
    person,
    grant,
    review,
    recommendation,
    proposal,
    action,
    evidence,
    comment,
    redaction,
    'emergency-access': world['emergency-access'],
    delegation: world.delegation,
    mapping: world.mapping,
  };
}

let known: ReadonlyMap<Deed, Role[]> | undefined;

/** The roles to which the declaration gives the deed, somewhere and under some condition. */
export function rolesThatMay(deed: Deed): Role[] {
  known ??= new Map(
    permissionMatrix().map((row) => [row.deed, roles.filter((role) => row.ways[role].length > 0)]),
  );
  return known.get(deed) ?? [];
}
