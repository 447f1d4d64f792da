import type { ObjectType } from './vocabulary.js';

/** The plural under which an object type stands in addresses. */
export const plurals = {
  installation: 'installation',
  entity: 'entities',
  person: 'people',
  grant: 'grants',
  delegation: 'delegations',
  review: 'reviews',
  recommendation: 'recommendations',
  proposal: 'proposals',
  action: 'actions',
  evidence: 'evidence',
  comment: 'comments',
  redaction: 'redactions',
  'emergency-access': 'emergency-access',
  mapping: 'mappings',
} as const satisfies Record<ObjectType, string>;
