import { z } from 'zod';
import { BundleQuery } from '../bundle.js';
import {
  CheckpointView,
  ConsistencyProof,
  ConsistencyQuery,
  EntryProof,
  InclusionProof,
  InclusionQuery,
  LogKey,
  LogStatus,
} from '../log.js';
import { PageQuery, pageOf } from '../page.js';
import { route } from './route.js';

/** Checkpoints, keys, proofs and bundles of the log. */
export const logRoutes = {
  checkpoint: route(
    'GET',
    '/log/checkpoint',
    'anyone',
    'The newest checkpoint of the log, as a signed note',
    {
      media: 'text/plain',
    },
  ),

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
    { query: BundleQuery, media: 'application/x-ndjson' },
  ),

  entryProof: route(
    'GET',
    '/log/entries/:id/proof',
    { read: 'history' },
    'That an entry is in the log, under the newest checkpoint',
    { answer: EntryProof },
  ),
} as const;
