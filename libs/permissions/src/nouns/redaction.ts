import { readableRecommendations } from '../reading.js';
import { allow, forbid, type Sentence, type Speech } from '../sentence.js';

const decisions = ['redaction.approve', 'redaction.reject'] as const;

/** Redactions: known to those who work with the recommendation, asked for and decided by two of its managers. */
export const redactionSpeech: Speech = (speaker) => {
  const { grant, within } = speaker;
  if (grant.role === 'observer' || grant.role === 'administrator') return [];
  const said = readableRecommendations(speaker).flatMap((where) => allow('read', 'redaction', where));
  if (grant.role === 'manager') said.push(...allow(['redaction.request', ...decisions], 'redaction', within));
  return said;
};

/** Spoken once for a person, after all that is allowed: it takes a second one. */
export const redactionProhibitions = (personId: string): Sentence[] =>
  forbid(decisions, 'redaction', { 'redaction.requestedById': personId }, 'own-proposal');
