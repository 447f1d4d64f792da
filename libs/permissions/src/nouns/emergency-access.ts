import type { Conditions } from '../condition.js';
import { allow, forbid, type Sentence, type Speaker, type Speech } from '../sentence.js';

const decisions = ['emergency-access.approve', 'emergency-access.refuse'] as const;

/**
 * Emergency access: decided, watched and ended early by managers of the scope, and by auditors and administrators of
 * the whole installation.
 */
export const emergencyAccessSpeech: Speech = (speaker) =>
  overseenScopes(speaker).flatMap((where) =>
    allow(['read', ...decisions, 'emergency-access.end'], 'emergency-access', where),
  );

/** Spoken once for a person, whatever they hold: anybody may ask, follow what came of it, and give it back. */
export const emergencyAccessOfAnybody = (personId: string): Sentence[] => [
  ...allow('emergency-access.request', 'emergency-access', {}),
  ...allow(['read', 'emergency-access.end'], 'emergency-access', {
    'emergency-access.requestedById': personId,
  }),
];

/** Spoken once for a person, after all that is allowed: it takes a second one. */
export const emergencyAccessProhibitions = (personId: string): Sentence[] =>
  forbid(decisions, 'emergency-access', { 'emergency-access.requestedById': personId }, 'own-proposal');

function overseenScopes({ grant, within }: Speaker): Conditions[] {
  const { role, scopeType, scopeId, entityIds } = grant;
  const isOfInstallation = scopeType === 'installation';
  if (isOfInstallation && (role === 'auditor' || role === 'administrator' || role === 'manager')) return [{}];
  if (role !== 'manager') return [];
  const ids = scopeType === 'entity' ? entityIds : [scopeId];
  const own = { 'emergency-access.scopeType': scopeType, 'emergency-access.scopeId': { $in: ids } };
  return [own, { ...within, 'emergency-access.scopeType': 'recommendation' }];
}
