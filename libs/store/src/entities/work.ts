import { EntitySchema } from 'typeorm';
import type { ActionState, CommentState, EvidenceState, ProposalState, RedactionState } from '#contracts';
import { date, int, json, list, orNull, recorded, text, uuid } from './columns.js';

export const proposalEntity = new EntitySchema<ProposalState>({
  name: 'proposal',
  columns: {
    ...recorded,
    recommendationId: uuid(),
    change: json(),
    pinnedVersion: int(),
    evidence: json(),
    proposedById: uuid(),
    state: text(),
    decidedBy: text(),
    approvalsNeeded: int(),
    decisions: json(),
  },
});

export const actionEntity = new EntitySchema<ActionState>({
  name: 'action',
  columns: {
    ...recorded,
    recommendationId: uuid(),
    title: text(),
    ownerId: uuid(orNull),
    entityId: uuid(orNull),
    dueDate: date(),
    duePrecision: text(),
    state: text(),
  },
});

export const evidenceEntity = new EntitySchema<EvidenceState>({
  name: 'evidence',
  columns: {
    ...recorded,
    recommendationId: uuid(),
    title: text(),
    kind: text(),
    url: text(orNull),
    file: json(orNull),
    effectiveFrom: date(orNull),
    effectiveTo: date(orNull),
    confidentiality: text(),
    addedById: uuid(),
    state: text(),
  },
});

export const commentEntity = new EntitySchema<CommentState>({
  name: 'comment',
  columns: {
    ...recorded,
    recommendationId: uuid(),
    about: json(),
    parentId: uuid(orNull),
    text: text(),
    mentions: list('uuid'),
    authorId: uuid(),
    state: text(),
    edits: int(),
  },
});

export const redactionEntity = new EntitySchema<RedactionState>({
  name: 'redaction',
  columns: {
    ...recorded,
    recommendationId: uuid(),
    targets: json(),
    legalBasis: text(),
    requestedById: uuid(),
    decidedById: uuid(orNull),
    decidedOnBehalfOfId: uuid(orNull),
    state: text(),
  },
});
