import {
  formOf,
  PersonState,
  ActionState,
  EmailAddress,
  Id,
  commands,
  type CommandName,
  type Decision,
  type EntryAction,
  type EntryBody,
  type Form,
} from '#contracts';
import { isOpen, Untold } from './open-values.js';

/** A command as it must have been given for an entry to be recorded. */
export interface CommandBehind {
  name: CommandName;
  input: Record<string, unknown>;
}
export type State = Readonly<Record<string, unknown>>;
type Behind = (body: EntryBody, state: State) => CommandBehind;

const form = (schema: Parameters<typeof formOf>[0]): Form => formOf(schema, isOpen);

/**
 * Forms of what a command may carry, each made when it is first asked for. A password never stands in the history,
 * so nothing is asked of it.
 */
const inputForms = new Map<CommandName, Form>();

/** What is wrong with the input that a command must have carried, or null. */
export function inputFault({ name, input }: CommandBehind): string | null {
  let check = inputForms.get(name);
  if (!check) inputForms.set(name, (check = form(commands[name].input)));
  return check(input, 'the command');
}

/** The form of an identifier. */
export const idForm = form(Id);
const named = form(PersonState.shape.name);
const addressed = form(EmailAddress);
const titled = form(ActionState.shape.title);
const dated = form(ActionState.shape.dueDate);
const precise = form(ActionState.shape.duePrecision);
const owned = form(ActionState.shape.ownerId);
const anything: Form = () => null;

const pick = (from: State, ...names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.filter((name) => from[name] !== undefined).map((name) => [name, from[name]]));

function lastDecision({ set: { decisions } }: EntryBody): Partial<Decision> {
  return Array.isArray(decisions) ? ((decisions as Decision[]).at(-1) ?? {}) : {};
}

const whole =
  (name: CommandName): Behind =>
  ({ set }) => ({ name, input: set });
const saying =
  (name: CommandName, ...words: readonly string[]): Behind =>
  ({ note }) => ({ name, input: pick(note, ...words) });
const orNull = (value: unknown): unknown => value ?? null;

/** The state of an installation names no administrator: the entries after it tell who it is. */
const founding = Object.keys(commands['installation.found'].input.shape);
const drafting = Object.keys(commands['recommendation.draft'].input.shape);
const mapped = ['groupName', 'role', 'scopeType', 'scopeId', 'verifies', 'isMeant'] as const;
const evidence = ['recommendationId', 'title', 'effectiveFrom', 'effectiveTo', 'confidentiality'] as const;

const commandsBehind: { readonly [A in EntryAction]?: Behind } = {
  'installation.founded': ({ set }) => ({
    name: 'installation.found',
    input: {
      ...pick(set, ...founding),
      administrator: { name: new Untold(named), email: new Untold(addressed) },
    },
  }),
  'installation.changed': whole('installation.change'),
  'entity.created': whole('entity.create'),
  'entity.changed': whole('entity.change'),
  'person.created': ({ set }) => ({ name: 'person.create', input: pick(set, 'name', 'email', 'language') }),
  'person.changed': whole('person.change'),
  'person.password-set': () => ({ name: 'person.set-password', input: { password: new Untold(anything) } }),
  'person.factors-reset': saying('person.reset-factors', 'reason'),
  'person.deactivated': saying('person.deactivate', 'reason'),
  'person.reactivated': saying('person.reactivate', 'reason'),
  'grant.given': ({ set: { endedAt: _, mappingId, ...grant }, note }) =>
    typeof mappingId === 'string'
      ? { name: 'grant.map', input: { ...pick(grant, 'personId'), mappingId, ...pick(note, 'reason') } }
      : { name: 'grant.give', input: { ...grant, ...pick(note, 'reason') } },
  'grant.ended': saying('grant.end', 'reason'),
  'delegation.given': ({ set, note }) => ({
    name: 'delegation.give',
    input: {
      ...pick(set, 'toId', 'scopeType', 'scopeId', 'deeds', 'startsAt', 'endsAt'),
      ...pick(note, 'reason'),
    },
  }),
  'delegation.ended': saying('delegation.end', 'reason'),
  'review.created': whole('review.create'),
  'review.changed': whole('review.change'),
  'recommendation.drafted': ({ set }) => ({ name: 'recommendation.draft', input: pick(set, ...drafting) }),
  'recommendation.edited': whole('recommendation.edit'),
  'recommendation.assigned': whole('recommendation.assign'),
  'recommendation.classified': ({ set, note }) => ({
    name: 'recommendation.classify',
    input: { ...set, ...pick(note, 'reason') },
  }),
  'recommendation.considered': saying('recommendation.consider'),
  'recommendation.started': () => ({
    name: 'recommendation.start',
    input: {
      firstAction: {
        title: new Untold(titled),
        dueDate: { date: new Untold(dated), precision: new Untold(precise) },
        ownerId: new Untold(owned),
      },
    },
  }),
  'recommendation.held': saying('recommendation.hold', 'reason'),
  'recommendation.resumed': saying('recommendation.resume', 'reason'),
  'proposal.made': ({ set }) => ({ name: 'proposal.make', input: pick(set, 'recommendationId', 'change') }),
  'proposal.approved': (body) => ({
    name: 'proposal.approve',
    input: pick(lastDecision(body), 'reason', 'tested'),
  }),
  'proposal.rejected': (body) => ({
    name: 'proposal.reject',
    input: pick(lastDecision(body), 'reason', 'tested'),
  }),
  'proposal.returned': (body) => ({ name: 'proposal.return', input: pick(lastDecision(body), 'reason') }),
  'proposal.withdrawn': ({ note }) => ({
    name: 'proposal.withdraw',
    input: { reason: orNull(note.reason) },
  }),
  'action.planned': ({ set }) => ({
    name: 'action.plan',
    input: {
      ...pick(set, 'recommendationId', 'title', 'ownerId', 'entityId'),
      due: { date: set['dueDate'], precision: set['duePrecision'] },
    },
  }),
  'action.changed': ({ set, note }, state) => ({
    name: 'action.change',
    input: {
      ...pick(set, 'title', 'ownerId', 'entityId'),
      ...(('dueDate' in set || 'duePrecision' in set) && {
        due: {
          date: set['dueDate'] ?? state['dueDate'],
          precision: set['duePrecision'] ?? state['duePrecision'],
        },
      }),
      ...pick(note, 'reason'),
    },
  }),
  'action.started': saying('action.start'),
  'action.completed': saying('action.complete', 'narrative'),
  'action.dropped': saying('action.drop', 'reason'),
  'evidence.added': ({ set }) =>
    set['kind'] === 'link'
      ? { name: 'evidence.add-link', input: pick(set, ...evidence, 'url') }
      : { name: 'evidence.add-file', input: pick(set, ...evidence, 'file') },
  'evidence.replaced': ({ set, note }) => ({
    name: 'evidence.replace',
    input: { ...pick(set, 'file'), ...pick(note, 'reason') },
  }),
  'evidence.withdrawn': saying('evidence.withdraw', 'reason'),
  'comment.posted': ({ set }) => ({
    name: 'comment.post',
    input: pick(set, 'recommendationId', 'about', 'parentId', 'text', 'mentions'),
  }),
  'comment.edited': ({ set }) => ({ name: 'comment.edit', input: pick(set, 'text') }),
  'comment.resolved': saying('comment.resolve'),
  'redaction.requested': ({ set, note }) => ({
    name: 'redaction.request',
    input: { ...pick(set, 'recommendationId', 'targets', 'legalBasis'), ...pick(note, 'reason') },
  }),
  'redaction.approved': ({ note }) => ({
    name: 'redaction.approve',
    input: { reason: orNull(note.reason) },
  }),
  'redaction.rejected': saying('redaction.reject', 'reason'),
  'emergency-access.requested': ({ set, note }) => ({
    name: 'emergency-access.request',
    input: { ...pick(set, 'scopeType', 'scopeId', 'hours'), ...pick(note, 'reason') },
  }),
  'emergency-access.approved': ({ note }) => ({
    name: 'emergency-access.approve',
    input: { reason: orNull(note.reason) },
  }),
  'emergency-access.refused': saying('emergency-access.refuse', 'reason'),
  'emergency-access.ended': ({ note }) => ({
    name: 'emergency-access.end',
    input: { reason: orNull(note.reason) },
  }),
  'mapping.added': ({ set, note }) => ({
    name: 'mapping.add',
    input: { ...pick(set, ...mapped), ...pick(note, 'reason') },
  }),
  'mapping.ended': saying('mapping.end', 'reason'),
};

/**
 * The command that an entry must have come from, as far as the entry tells; null where its action only ever follows
 * from a command about something else, as a decided transition does from the approval of its proposal.
 */
export function commandBehind(action: EntryAction, body: EntryBody, state: State): CommandBehind | null {
  return commandsBehind[action]?.(body, state) ?? null;
}
