import type {
  ActionState,
  CommentState,
  EvidenceState,
  ProposalState,
  ProposedChange,
  RecommendationState,
  EmergencyAccessState,
  RedactionState,
} from '#contracts';
import type { Moment } from '#workflow';

/** An identifier that is easily told from another one. */
export const idOf = (number: number): string =>
  `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

/** Persons of the samples; their roles are given by the test that needs them. */
export const proposer = idOf(0x101);
export const decider = idOf(0x102);
export const second = idOf(0x103);
export const verifier = idOf(0x104);

export const sampleMoment: Moment = {
  at: '2026-03-01T12:00:00.000Z',
  actorId: decider,
  onBehalfOfId: null,
  freshIds: [idOf(1), idOf(2)],
};

const recorded = { version: 1, createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z' };

/** An issued recommendation on which nothing has happened yet. */
export const sampleRecommendation = (fields: Partial<RecommendationState> = {}): RecommendationState => ({
  ...recorded,
  id: idOf(0x201),
  reviewId: idOf(0x301),
  code: 'R-1',
  title: 'A recommendation',
  text: 'Do what should have been done.',
  language: 'en',
  citation: { document: 'The report', section: 'IV', paragraph: null, page: null },
  sourceVerified: true,
  addressee: 'Secretariat',
  criticality: 'important',
  themes: ['early warning'],
  leadEntityId: idOf(0x401),
  ownerId: null,
  dueDate: null,
  duePrecision: null,
  originalDueDate: null,
  extensionCount: 0,
  confidentiality: 'internal',
  issuance: 'issued',
  acceptance: 'pending',
  implementation: 'not_started',
  verification: 'not_assessed',
  closure: 'open',
  ...fields,
});

/** An open proposal by `proposer`. */
export const sampleProposal = (
  change: ProposedChange,
  fields: Partial<ProposalState> = {},
): ProposalState => ({
  ...recorded,
  id: idOf(0x501),
  recommendationId: idOf(0x201),
  change,
  pinnedVersion: 1,
  evidence: [],
  proposedById: proposer,
  state: 'open',
  decidedBy: 'manager',
  approvalsNeeded: 1,
  decisions: [],
  ...fields,
});

export const sampleEvidence = (fields: Partial<EvidenceState> = {}): EvidenceState => ({
  ...recorded,
  id: idOf(0x601),
  recommendationId: idOf(0x201),
  title: 'Minutes',
  kind: 'link',
  url: 'https://example.org/minutes',
  file: null,
  effectiveFrom: null,
  effectiveTo: null,
  confidentiality: 'internal',
  addedById: proposer,
  state: 'current',
  ...fields,
});

export const sampleAction = (fields: Partial<ActionState> = {}): ActionState => ({
  ...recorded,
  id: idOf(0x701),
  recommendationId: idOf(0x201),
  title: 'Begin',
  ownerId: null,
  entityId: null,
  dueDate: '2026-06-30',
  duePrecision: 'day',
  state: 'planned',
  ...fields,
});

export const sampleComment = (fields: Partial<CommentState> = {}): CommentState => ({
  ...recorded,
  id: idOf(0x801),
  recommendationId: idOf(0x201),
  about: { objectType: 'recommendation', objectId: idOf(0x201) },
  parentId: null,
  text: 'Is this done?',
  mentions: [],
  authorId: proposer,
  state: 'open',
  edits: 0,
  ...fields,
});

/** A redaction that waits for a second person. */
export const sampleRedaction = (fields: Partial<RedactionState> = {}): RedactionState => ({
  ...recorded,
  id: idOf(0x901),
  recommendationId: idOf(0x201),
  targets: [{ entryId: idOf(0xb01), path: '/set/text' }],
  legalBasis: 'personal_data',
  requestedById: proposer,
  decidedById: null,
  decidedOnBehalfOfId: null,
  state: 'requested',
  ...fields,
});

/** Emergency access that waits for a second person. */
export const sampleEmergencyAccess = (fields: Partial<EmergencyAccessState> = {}): EmergencyAccessState => ({
  ...recorded,
  id: idOf(0xe01),
  requestedById: proposer,
  scopeType: 'installation',
  scopeId: null,
  hours: 2,
  state: 'requested',
  decidedById: null,
  startsAt: null,
  endsAt: null,
  endedAt: null,
  ...fields,
});

/** One of every kind of proposed change, complete with what it must carry. */
export const sampleChanges = {
  issue: { transition: 'issue' },
  respond: {
    transition: 'respond',
    to: 'accepted',
    reason: null,
    ownerId: proposer,
    due: { date: '2027-06-30', precision: 'day' },
  },
  'report-implemented': {
    transition: 'report-implemented',
    narrative: 'It is in place.',
    evidenceIds: [idOf(0x601)],
  },
  verify: { transition: 'verify', note: null },
  'close-implemented': { transition: 'close-implemented', reason: null },
  'close-alternative': { transition: 'close-alternative', reason: 'Done another way.' },
  'close-overtaken': { transition: 'close-overtaken', reason: 'The mission ended.' },
  'close-not-implemented': { transition: 'close-not-implemented', reason: 'No mandate.' },
  'close-risk-accepted': {
    transition: 'close-risk-accepted',
    reason: null,
    riskStatement: 'We live with it.',
    riskReviewDate: '2027-01-01',
  },
  supersede: { transition: 'supersede', reason: 'Merged.', supersededById: idOf(0x202) },
  'move-due-date': {
    transition: 'move-due-date',
    due: { date: '2027-12-31', precision: 'year' },
    reason: 'The budget came late.',
  },
  reopen: { transition: 'reopen', reason: 'It came back.' },
} as const satisfies { [T in ProposedChange['transition']]: ProposedChange & { transition: T } };
