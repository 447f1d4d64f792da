import type { Conditions } from '../condition.js';
import { allow, type Speech } from '../sentence.js';

/** Reviews: read by everybody with a part in them, entered and kept by staff and managers of the whole or of the one. */
export const reviewSpeech: Speech = ({ grant }) => {
  if (grant.scopeType === 'recommendation') return [];
  const where: Conditions = grant.scopeType === 'review' ? { 'review.id': grant.scopeId } : {};
  const said = allow('read', 'review', where);
  if (grant.scopeType === 'entity' || (grant.role !== 'staff' && grant.role !== 'manager')) return said;
  said.push(...allow('review.change', 'review', where));
  if (grant.scopeType === 'installation') said.push(...allow('review.create', 'review', {}));
  return said;
};
