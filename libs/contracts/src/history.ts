import { z } from 'zod';
import type { ActionState } from './action.js';
import type { CommentState } from './comment.js';
import type { EmergencyAccessState } from './emergency-access.js';
import type { DelegationState } from './delegation.js';
import type { EntityState } from './entity.js';
import type { EvidenceState } from './evidence.js';
import type { GrantState } from './grant.js';
import type { InstallationState } from './installation.js';
import type { MappingState } from './mapping.js';
import type { PersonState } from './person.js';
import type { ProposalState } from './proposal.js';
import type { RecommendationState } from './recommendation.js';
import type { RedactionState } from './redaction.js';
import type { ReviewState } from './review.js';
import { OccurrenceBody, occurrenceActions, type OccurrenceAction } from './occurrence.js';
import { anyOf, flag, PageQuery } from './page.js';
import {
  CalendarDate,
  Id,
  LeafIndex,
  ObjectVersion,
  PersonName,
  Sha256Hex,
  Timestamp,
} from './primitives.js';
import { recordTypes, type ObjectType } from './vocabulary.js';

/** The state of each object type, as folding its history gives it. */
export interface StateOf {
  installation: InstallationState;
  entity: EntityState;
  person: PersonState;
  grant: GrantState;
  delegation: DelegationState;
  review: ReviewState;
  recommendation: RecommendationState;
  proposal: ProposalState;
  action: ActionState;
  evidence: EvidenceState;
  comment: CommentState;
  redaction: RedactionState;
  'emergency-access': EmergencyAccessState;
  mapping: MappingState;
}

/** Fields that folding sets from the entry itself, never from its body. */
export type FoldedField = 'id' | 'version' | 'createdAt' | 'updatedAt';
type Field<T extends ObjectType> = Exclude<keyof StateOf[T], FoldedField> & string;

const creates = <T extends ObjectType>(objectType: T) => ({
  objectType,
  creates: true as const,
  fields: null,
});
const changes = <T extends ObjectType, const F extends readonly Field<T>[]>(objectType: T, fields: F) => ({
  objectType,
  creates: false as const,
  fields,
});

/**
 * Every action that the history may hold: the type of object it is about, and which fields it may change.
 * An entry whose body touches another field is not legal; the tests and the offline verifier check this.
 */
export const entryKinds = {
  'installation.founded': creates('installation'),
  'installation.changed': changes('installation', [
    'name',
    'stepUpForApprovals',
    'stepUpMinutes',
    'secondFactor',
    'accountDomains',
  ]),
  'entity.created': creates('entity'),
  'entity.changed': changes('entity', ['name', 'acronym', 'kind']),
  'person.created': creates('person'),
  'person.changed': changes('person', ['name', 'email', 'language']),
  'person.password-set': changes('person', ['passwordChanges']),
  'person.factors-reset': changes('person', ['factorResets']),
  'person.deactivated': changes('person', ['state']),
  'person.reactivated': changes('person', ['state']),
  'grant.given': creates('grant'),
  'grant.ended': changes('grant', ['endedAt']),
  'delegation.given': creates('delegation'),
  'delegation.ended': changes('delegation', ['endedAt']),
  'review.created': creates('review'),
  'review.changed': changes('review', [
    'title',
    'symbol',
    'date',
    'commissionedBy',
    'chair',
    'summary',
    'sources',
    'lessons',
  ]),
  'recommendation.drafted': creates('recommendation'),
  'recommendation.edited': changes('recommendation', [
    'title',
    'text',
    'language',
    'citation',
    'sourceVerified',
    'addressee',
    'criticality',
    'themes',
  ]),
  'recommendation.assigned': changes('recommendation', ['leadEntityId', 'ownerId']),
  'recommendation.classified': changes('recommendation', ['confidentiality']),
  'recommendation.issued': changes('recommendation', ['issuance']),
  'recommendation.considered': changes('recommendation', ['acceptance']),
  'recommendation.responded-to': changes('recommendation', [
    'acceptance',
    'ownerId',
    'dueDate',
    'duePrecision',
    'originalDueDate',
  ]),
  'recommendation.started': changes('recommendation', ['implementation']),
  'recommendation.held': changes('recommendation', ['implementation']),
  'recommendation.resumed': changes('recommendation', ['implementation']),
  'recommendation.reported-implemented': changes('recommendation', ['implementation', 'verification']),
  'recommendation.verified': changes('recommendation', ['verification']),
  'recommendation.found-insufficient': changes('recommendation', ['verification', 'implementation']),
  'recommendation.closed': changes('recommendation', ['closure']),
  'recommendation.reopened': changes('recommendation', ['closure', 'implementation', 'verification']),
  'recommendation.due-date-moved': changes('recommendation', ['dueDate', 'duePrecision', 'extensionCount']),
  'proposal.made': creates('proposal'),
  'proposal.approved': changes('proposal', ['decisions', 'state']),
  'proposal.rejected': changes('proposal', ['decisions', 'state']),
  'proposal.returned': changes('proposal', ['decisions', 'state']),
  'proposal.withdrawn': changes('proposal', ['state']),
  'proposal.voided': changes('proposal', ['state']),
  'action.planned': creates('action'),
  'action.changed': changes('action', ['title', 'ownerId', 'entityId', 'dueDate', 'duePrecision']),
  'action.started': changes('action', ['state']),
  'action.completed': changes('action', ['state']),
  'action.dropped': changes('action', ['state']),
  'evidence.added': creates('evidence'),
  'evidence.replaced': changes('evidence', ['file']),
  'evidence.withdrawn': changes('evidence', ['state']),
  'comment.posted': creates('comment'),
  'comment.edited': changes('comment', ['text', 'edits']),
  'comment.resolved': changes('comment', ['state']),
  'redaction.requested': creates('redaction'),
  'redaction.approved': changes('redaction', ['state', 'decidedById', 'decidedOnBehalfOfId', 'targets']),
  'redaction.rejected': changes('redaction', ['state', 'decidedById', 'decidedOnBehalfOfId']),
  'emergency-access.requested': creates('emergency-access'),
  'emergency-access.approved': changes('emergency-access', ['state', 'decidedById', 'startsAt', 'endsAt']),
  'emergency-access.refused': changes('emergency-access', ['state', 'decidedById']),
  'emergency-access.ended': changes('emergency-access', ['state', 'endedAt']),
  'mapping.added': creates('mapping'),
  'mapping.ended': changes('mapping', ['state']),
} as const;

export type EntryAction = keyof typeof entryKinds;
const entryActions = Object.keys(entryKinds) as [EntryAction, ...EntryAction[]];
/** Every action that an entry may have: of objects, and of what merely happened. */
export const historyActions = [...entryActions, ...occurrenceActions] as const;
export type HistoryAction = EntryAction | OccurrenceAction;
/** Actions of one object type. */
export type ActionOf<T extends ObjectType> = {
  [A in EntryAction]: (typeof entryKinds)[A]['objectType'] extends T ? A : never;
}[EntryAction];

/** What the person said with a change; each is shown in the timeline beside it. */
export const EntryNote = z.object({
  reason: z.string().optional(),
  narrative: z.string().optional(),
  tested: z.string().optional(),
  proposalId: Id.optional(),
  proposalVersion: ObjectVersion.optional(),
  riskStatement: z.string().optional(),
  riskReviewDate: CalendarDate.optional(),
  supersededById: Id.optional(),
  /** When it happened, where that was before it was recorded. */
  occurredOn: CalendarDate.optional(),
  /** The provider of single sign-on, where it was done by its word and nobody acted. */
  provider: z.string().optional(),
});
export type EntryNote = z.infer<typeof EntryNote>;

/** A change of one object as `decide` answers it; `set` and `was` hold the same fields, after and before. */
export type EventOf<A extends EntryAction> = {
  action: A;
  objectType: (typeof entryKinds)[A]['objectType'];
  objectId: string;
  set: SetOf<A>;
  was: (typeof entryKinds)[A]['fields'] extends null ? Record<string, never> : SetOf<A>;
  note: EntryNote;
};
type SetOf<A extends EntryAction> = (typeof entryKinds)[A] extends {
  creates: true;
  objectType: infer T extends ObjectType;
}
  ? Omit<StateOf[T], FoldedField>
  : (typeof entryKinds)[A] extends { objectType: infer T extends ObjectType; fields: readonly (infer F)[] }
    ? Partial<Pick<StateOf[T], F & keyof StateOf[T]>>
    : never;
export type Event = { [A in EntryAction]: EventOf<A> }[EntryAction];

/** The body of an entry in the canonical bytes. */
export const EntryBody = z.object({
  set: z.record(z.string(), z.unknown()),
  was: z.record(z.string(), z.unknown()),
  note: EntryNote,
});
export type EntryBody = z.infer<typeof EntryBody>;

/** An entry as readers see it. */
export const HistoryEntry = z.object({
  /** Null in the instant between commit and sequencing. */
  index: LeafIndex.nullable(),
  id: Id,
  at: Timestamp,
  actor: PersonName.nullable(),
  onBehalfOf: PersonName.nullable(),
  objectType: z.enum(recordTypes),
  objectId: Id,
  objectVersion: ObjectVersion,
  action: z.string(),
  body: z.union([EntryBody, OccurrenceBody]),
  /** Places of the body that are committed to and still held, so that they can be redacted: JSON Pointers. */
  held: z.array(z.string()),
  /** Places of the body that were redacted, as JSON Pointers, and the entry of the redaction. */
  redacted: z.array(z.object({ path: z.string(), by: Id })),
  /** The recommendation that the entry belongs to, where it does. */
  recommendation: z.object({ id: Id, code: z.string(), title: z.string() }).nullable(),
  reviewId: Id.nullable(),
  hash: Sha256Hex,
  prevHash: Sha256Hex.nullable(),
  requestId: z.string(),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

export const HistoryQuery = PageQuery.extend({
  objectType: anyOf(recordTypes),
  action: anyOf(historyActions),
  objectId: Id.optional(),
  /** The recommendation with everything that belongs to it. */
  recommendationId: Id.optional(),
  reviewId: Id.optional(),
  actorId: Id.optional(),
  /** What somebody did, and what was done to their account and their rights. */
  personId: Id.optional(),
  /** Only entries after this leaf index. */
  since: z.coerce.number().int().min(-1).max(Number.MAX_SAFE_INTEGER).optional(),
  /** Entries between two times, both included, come in the order of their times instead of the log's. */
  from: Timestamp.optional(),
  to: Timestamp.optional(),
  /** Only what was refused, attempts and sign-ins, or none of it. */
  refused: flag(),
  /** Leaves out the reader's own entries. */
  others: flag(),
  order: z.enum(['ascending', 'descending']).default('descending'),
});
export type HistoryQuery = z.infer<typeof HistoryQuery>;

/** What an accepted command answers: the proof that it was recorded. */
export const Receipt = z.object({
  objectType: z.enum(recordTypes),
  objectId: Id,
  version: ObjectVersion,
  at: Timestamp,
  entries: z.array(
    z.object({
      id: Id,
      objectType: z.enum(recordTypes),
      objectId: Id,
      objectVersion: ObjectVersion,
      action: z.string(),
      hash: Sha256Hex,
    }),
  ),
  /** The same as a signed note, to keep and to show (C2SP signed-note); null where this node signs none. */
  note: z.string().nullable(),
});
export type Receipt = z.infer<typeof Receipt>;
