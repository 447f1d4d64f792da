import { readableEvidence, readableRecommendations } from '../reading.js';
import { allow, type Speech } from '../sentence.js';

const actionDeeds = [
  'action.plan',
  'action.change',
  'action.start',
  'action.complete',
  'action.drop',
] as const;

/** Actions: read with their recommendation, kept by staff and managers. */
export const actionSpeech: Speech = (speaker) =>
  readableRecommendations(speaker).flatMap((where) => [
    ...allow('read', 'action', where),
    ...(works(speaker.grant.role) ? allow(actionDeeds, 'action', where) : []),
  ]);

/** Evidence: added by staff and managers; replaced and withdrawn by who added it, or by a manager. */
export const evidenceSpeech: Speech = (speaker) => {
  const { grant, personId, within } = speaker;
  const said = readableEvidence(speaker).flatMap((where) => allow('read', 'evidence', where));
  if (!works(grant.role)) return said;
  for (const where of readableRecommendations(speaker)) {
    said.push(...allow(['evidence.add-link', 'evidence.add-file'], 'evidence', where));
    said.push(
      ...allow(['evidence.replace', 'evidence.withdraw'], 'evidence', {
        ...where,
        'evidence.addedById': personId,
      }),
    );
  }
  if (grant.role === 'manager')
    said.push(...allow(['evidence.replace', 'evidence.withdraw'], 'evidence', within));
  return said;
};

/** Comments: staff, managers and auditors talk; observers and administrators do not listen in. */
export const commentSpeech: Speech = (speaker) => {
  const { grant, personId, within } = speaker;
  if (grant.role === 'observer' || grant.role === 'administrator') return [];
  const said = readableRecommendations(speaker).flatMap((where) => [
    ...allow(['read', 'comment.post'], 'comment', where),
    ...allow(['comment.edit', 'comment.resolve'], 'comment', { ...where, 'comment.authorId': personId }),
  ]);
  if (grant.role === 'manager') said.push(...allow('comment.resolve', 'comment', within));
  return said;
};

function works(role: string): boolean {
  return role === 'staff' || role === 'manager';
}
