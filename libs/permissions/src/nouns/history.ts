import { readableEvidence, readableRecommendations } from '../reading.js';
import { allow, type Sentence, type Speaker, type Speech } from '../sentence.js';

const tellsOfContent = { $in: ['export', 'emergency-access'] };
const aboutAccounts = [
  'entity',
  'person',
  'grant',
  'delegation',
  'mapping',
  'installation',
  'sign-in',
  'token',
  'password-link',
] as const;

/**
 * Entries of the history: told to those who may read what they are about. Auditors read all in their scope,
 * refused attempts included, managers what was read in emergencies, neither by a loan; what concerns accounts,
 * sign-ins and exports is for auditors and administrators of the installation.
 */
export const historySpeech: Speech = (speaker) => {
  const { grant, within } = speaker;
  const said =
    grant.role === 'auditor' && !grant.lent ? allow('read', 'history', within) : entriesOfContent(speaker);
  if (grant.scopeType !== 'recommendation') {
    const ofOne = grant.scopeType === 'review' ? { 'history.reviewId': grant.scopeId } : {};
    said.push(...allow('read', 'history', { ...ofOne, 'history.objectType': 'review' }));
  }
  if (grant.role === 'manager' && !grant.lent) {
    const ofEmergencies = { $in: ['emergency-access', 'emergency-use'] };
    said.push(...allow('read', 'history', { ...within, 'history.objectType': ofEmergencies }));
  }
  if (grant.role === 'administrator' && grant.scopeType === 'installation') {
    said.push(
      ...allow('read', 'history', {
        'history.objectType': { $in: [...aboutAccounts] },
      }),
      ...allow('read', 'history', { 'history.objectType': tellsOfContent, 'history.recommendationId': null }),
      // That something was exported, or opened in an emergency, tells that it is there.
      ...readableRecommendations(speaker).flatMap((where) =>
        allow('read', 'history', { ...where, 'history.objectType': tellsOfContent }),
      ),
    );
  }
  return said;
};

function entriesOfContent(speaker: Speaker): Sentence[] {
  const { role } = speaker.grant;
  const plain = role === 'observer' || role === 'administrator';
  const kinds = plain
    ? ['recommendation', 'action']
    : ['recommendation', 'action', 'proposal', 'comment', 'redaction'];
  return [
    ...readableRecommendations(speaker).flatMap((where) =>
      allow('read', 'history', { ...where, 'history.objectType': { $in: kinds } }),
    ),
    ...readableEvidence(speaker).flatMap((where) =>
      allow('read', 'history', { ...where, 'history.objectType': 'evidence' }),
    ),
  ];
}
