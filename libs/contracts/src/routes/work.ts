import { z } from 'zod';
import { ActionQuery, ActionView } from '../action.js';
import { CommentQuery, CommentView } from '../comment.js';
import { EvidenceQuery, EvidenceView } from '../evidence.js';
import { Receipt } from '../history.js';
import { AsOfQuery, pageOf } from '../page.js';
import { ProposalQuery, ProposalView } from '../proposal.js';
import { RedactionQuery, RedactionView } from '../redaction.js';
import { route } from './route.js';

/** Proposals, actions, evidence, comments, redactions. */
export const workRoutes = {
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
    media: '*/*',
  }),

  listComments: route('GET', '/comments', { read: 'comment' }, 'Comments', {
    query: CommentQuery,
    answer: pageOf(CommentView),
  }),

  listRedactions: route('GET', '/redactions', { read: 'redaction' }, 'Redactions, asked for and decided', {
    query: RedactionQuery,
    answer: pageOf(RedactionView),
  }),
} as const;
