import { z } from 'zod';
import { ActionQuery, ActionView } from './action.js';
import {
  AlarmQuery,
  AlarmView,
  AskCheck,
  CheckPlan,
  CheckpointMail,
  CheckQuery,
  CheckRunView,
} from './check.js';
import { BundleQuery } from './bundle.js';
import { CommentQuery, CommentView } from './comment.js';
import { EntityQuery, EntityView } from './entity.js';
import { EvidenceQuery, EvidenceView } from './evidence.js';
import { GrantQuery, GrantView } from './grant.js';
import { HistoryEntry, HistoryQuery, Receipt } from './history.js';
import {
  CheckpointView,
  ConsistencyProof,
  ConsistencyQuery,
  EntryProof,
  InclusionProof,
  InclusionQuery,
  LogKey,
  LogStatus,
} from './log.js';
import { commands, type CommandName } from './commands.js';
import { DemoPerson, MarkSeen, Me, SignIn } from './session.js';
import { AsOfQuery, PageQuery, pageOf } from './page.js';
import { CompareOneQuery, CompareQuery, Comparison, ReaderQuery, ReaderView } from './past.js';
import { PersonQuery, PersonView } from './person.js';
import { ProposalQuery, ProposalView } from './proposal.js';
import {
  FiguresQuery,
  RecommendationFigures,
  RecommendationQuery,
  RecommendationRow,
  RecommendationView,
  ThemeQuery,
  ThemeView,
} from './recommendation.js';
import { RedactionQuery, RedactionView } from './redaction.js';
import { ReviewQuery, ReviewView } from './review.js';
import { SavedQuery, SaveQuery } from './saved-query.js';
import { SegregationQuery, SegregationReport } from './segregation.js';
import type { ObjectType } from './vocabulary.js';

/** Everything under this path is the API; its version is in it. */
export const apiBase = '/api/v1';

/**
 * Who may knock: anybody, anybody signed in, those with rights to read this type of object, the history, who can see
 * something, what the house checks of itself, or whoever may issue the command, which is asked on the object itself.
 */
export type RoutePermission =
  'anyone' | 'signed-in' | { read: ObjectType | 'history' | 'check' | 'reader' } | { command: CommandName };

const route = <
  M extends 'GET' | 'POST' | 'PUT' | 'DELETE',
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
  A extends z.ZodType = z.ZodUndefined,
>(
  method: M,
  path: string,
  permission: RoutePermission,
  summary: string,
  shapes: { query?: Q; body?: B; answer?: A; creates?: boolean } = {},
) => ({ method, path, permission, summary, ...shapes });

/** Every route that is not a command. The API's doors, the OpenAPI document and the web client read this table. */
export const routes = {
  signIn: route('POST', '/session', 'anyone', 'Sign in', { body: SignIn, answer: Me }),
  signOut: route('DELETE', '/session', 'signed-in', 'Sign out'),
  me: route('GET', '/me', 'signed-in', 'The signed-in person', { answer: Me }),
  markSeen: route('PUT', '/me/seen', 'signed-in', 'Remember up to which entry I have looked', {
    body: MarkSeen,
  }),

  listSavedQueries: route('GET', '/me/saved-queries', 'signed-in', 'Questions to the history that I keep', {
    answer: pageOf(SavedQuery),
  }),
  saveQuery: route('PUT', '/me/saved-queries/:id', 'signed-in', 'Keep a question under a name', {
    body: SaveQuery,
    answer: SavedQuery,
  }),
  forgetQuery: route('DELETE', '/me/saved-queries/:id', 'signed-in', 'Keep a question no longer'),

  listReviews: route('GET', '/reviews', { read: 'review' }, 'Reviews', {
    query: ReviewQuery,
    answer: pageOf(ReviewView),
  }),
  getReview: route('GET', '/reviews/:id', { read: 'review' }, 'One review', {
    query: AsOfQuery,
    answer: ReviewView,
  }),
  listRecommendations: route(
    'GET',
    '/recommendations',
    { read: 'recommendation' },
    'Recommendations: filter, sort, search',
    {
      query: RecommendationQuery,
      answer: pageOf(RecommendationRow),
    },
  ),
  getRecommendation: route('GET', '/recommendations/:id', { read: 'recommendation' }, 'One recommendation', {
    query: AsOfQuery,
    answer: RecommendationView,
  }),
  listReaders: route(
    'GET',
    '/recommendations/:id/readers',
    { read: 'reader' },
    'Who can see a recommendation, or could at a time',
    { query: ReaderQuery, answer: pageOf(ReaderView) },
  ),
  compareRecommendation: route(
    'GET',
    '/recommendations/:id/compare',
    { read: 'recommendation' },
    'What of a recommendation and all that belongs to it differs between two times, and by whom',
    { query: CompareOneQuery, answer: pageOf(Comparison) },
  ),
  compare: route(
    'GET',
    '/compare',
    'signed-in',
    'What differs between two times, in everything that one may read or in a review, and by whom',
    { query: CompareQuery, answer: pageOf(Comparison) },
  ),
  figures: route('GET', '/figures', { read: 'recommendation' }, 'Counts by state of each axis', {
    query: FiguresQuery,
    answer: RecommendationFigures,
  }),
  listThemes: route('GET', '/themes', { read: 'recommendation' }, 'Themes and where they recur', {
    query: ThemeQuery,
    answer: pageOf(ThemeView),
  }),
  listProposals: route('GET', '/proposals', { read: 'proposal' }, 'Proposals', {
    query: ProposalQuery,
    answer: pageOf(ProposalView),
  }),
  getProposal: route('GET', '/proposals/:id', { read: 'proposal' }, 'One proposal', {
    query: AsOfQuery,
    answer: ProposalView,
  }),
  listActions: route('GET', '/actions', { read: 'action' }, 'Actions', {
    query: ActionQuery,
    answer: pageOf(ActionView),
  }),
  listEvidence: route('GET', '/evidence', { read: 'evidence' }, 'Evidence', {
    query: EvidenceQuery,
    answer: pageOf(EvidenceView),
  }),
  uploadEvidence: route(
    'POST',
    '/evidence/files',
    { command: 'evidence.add-file' },
    'Bring a file as evidence (multipart: fields, then file)',
    { answer: Receipt, creates: true },
  ),
  replaceEvidence: route(
    'POST',
    '/evidence/:id/file',
    { command: 'evidence.replace' },
    'Bring a new version of the file (multipart)',
    { answer: Receipt },
  ),
  downloadEvidence: route('GET', '/evidence/:id/file', { read: 'evidence' }, 'Download the file', {
    query: z.strictObject({ version: z.coerce.number().int().min(1).max(2_147_483_647).optional() }),
  }),
  listComments: route('GET', '/comments', { read: 'comment' }, 'Comments', {
    query: CommentQuery,
    answer: pageOf(CommentView),
  }),
  listRedactions: route('GET', '/redactions', { read: 'redaction' }, 'Redactions, asked for and decided', {
    query: RedactionQuery,
    answer: pageOf(RedactionView),
  }),
  listHistory: route(
    'GET',
    '/history',
    { read: 'history' },
    'History of any object, or of everything in scope',
    {
      query: HistoryQuery,
      answer: pageOf(HistoryEntry),
    },
  ),
  segregationReport: route(
    'GET',
    '/reports/segregation',
    { read: 'history' },
    'Whether proposer, approver and verifier differed, decision by decision',
    { query: SegregationQuery, answer: SegregationReport },
  ),
  listEntities: route('GET', '/entities', { read: 'entity' }, 'Entities', {
    query: EntityQuery,
    answer: pageOf(EntityView),
  }),
  listPeople: route('GET', '/people', { read: 'person' }, 'People', {
    query: PersonQuery,
    answer: pageOf(PersonView),
  }),
  listGrants: route('GET', '/grants', { read: 'grant' }, 'Grants', {
    query: GrantQuery,
    answer: pageOf(GrantView),
  }),

  listChecks: route('GET', '/checks', { read: 'check' }, 'What the house checked of itself, newest first', {
    query: CheckQuery,
    answer: pageOf(CheckRunView),
  }),
  askCheck: route('POST', '/checks', { read: 'check' }, 'Ask for a check now', {
    body: AskCheck,
    answer: CheckRunView,
  }),
  cancelCheck: route('DELETE', '/checks/:id', { read: 'check' }, 'Stop a check that has not ended'),
  checkPlan: route('GET', '/checks/plan', { read: 'check' }, 'When each check comes next', {
    answer: CheckPlan,
  }),
  listAlarms: route('GET', '/alarms', { read: 'check' }, 'Alarms that checks raised, newest first', {
    query: AlarmQuery,
    answer: pageOf(AlarmView),
  }),
  checkpointMail: route('GET', '/me/checkpoint-mail', 'signed-in', 'Whether I get the daily checkpoint', {
    answer: CheckpointMail,
  }),
  subscribeCheckpoint: route('PUT', '/me/checkpoint-mail', 'signed-in', 'Send me the daily checkpoint', {
    answer: CheckpointMail,
  }),
  unsubscribeCheckpoint: route('DELETE', '/me/checkpoint-mail', 'signed-in', 'No daily checkpoint for me', {
    answer: CheckpointMail,
  }),

  checkpoint: route('GET', '/log/checkpoint', 'anyone', 'The newest checkpoint of the log, as a signed note'),
  listCheckpoints: route(
    'GET',
    '/log/checkpoints',
    'signed-in',
    'Checkpoints that were signed, newest first',
    {
      query: PageQuery,
      answer: pageOf(CheckpointView),
    },
  ),
  logKeys: route('GET', '/log/keys', 'anyone', 'Public keys with which checkpoints and receipts are signed', {
    answer: z.object({ keys: z.array(LogKey) }),
  }),
  logStatus: route('GET', '/log/status', 'signed-in', 'How the log and its signer fare', {
    answer: LogStatus,
  }),
  inclusionProof: route('GET', '/log/inclusion', 'anyone', 'That a leaf is in the tree of a size', {
    query: InclusionQuery,
    answer: InclusionProof,
  }),
  consistencyProof: route('GET', '/log/consistency', 'anyone', 'That a tree begins with an earlier one', {
    query: ConsistencyQuery,
    answer: ConsistencyProof,
  }),
  bundle: route(
    'GET',
    '/log/bundle',
    { read: 'history' },
    'The history that I may read, as a bundle that anybody can verify (NDJSON)',
    { query: BundleQuery },
  ),
  entryProof: route(
    'GET',
    '/log/entries/:id/proof',
    { read: 'history' },
    'That an entry is in the log, under the newest checkpoint',
    { answer: EntryProof },
  ),

  demoPeople: route('GET', '/demo-people', 'anyone', 'People of a demo, with their passwords', {
    answer: z.object({ people: z.array(DemoPerson) }),
  }),
  health: route('GET', '/health', 'anyone', 'Whether this node can do its work', {
    answer: z.object({ status: z.literal('ok') }),
  }),
  openApi: route('GET', '/openapi.json', 'anyone', 'This description', {
    answer: z.record(z.string(), z.unknown()),
  }),
} as const;
export type RouteName = keyof typeof routes;

/** The plural under which an object type stands in addresses. */
export const plurals = {
  installation: 'installation',
  entity: 'entities',
  person: 'people',
  grant: 'grants',
  review: 'reviews',
  recommendation: 'recommendations',
  proposal: 'proposals',
  action: 'actions',
  evidence: 'evidence',
  comment: 'comments',
  redaction: 'redactions',
} as const satisfies Record<ObjectType, string>;

/** Address of a command under `apiBase`: `POST /reviews`, `POST /proposals/:id/approve`. */
export function commandPath(name: CommandName): string {
  const { objectType, shape } = commands[name];
  const base = `/${plurals[objectType]}`;
  const verb = name.slice(objectType.length + 1);
  if (shape === 'change') return `${base}/:id/${verb}`;
  return verb === 'add-link' ? `${base}/links` : base;
}
