import type { EntitySchema } from 'typeorm';
import type { ObjectType, StateOf } from '#contracts';
import {
  delegationEntity,
  emergencyAccessEntity,
  entityEntity,
  grantEntity,
  installationEntity,
  mappingEntity,
  personEntity,
} from './accounts.js';
import { recommendationEntity, reviewEntity } from './content.js';
import { actionEntity, commentEntity, evidenceEntity, proposalEntity, redactionEntity } from './work.js';

/** The current row of every object type: columns and nothing else; behaviour is in decide and evolve. */
export const entities: { [T in ObjectType]: EntitySchema<StateOf[T]> } = {
  installation: installationEntity,
  entity: entityEntity,
  person: personEntity,
  grant: grantEntity,
  delegation: delegationEntity,
  review: reviewEntity,
  recommendation: recommendationEntity,
  proposal: proposalEntity,
  action: actionEntity,
  evidence: evidenceEntity,
  comment: commentEntity,
  redaction: redactionEntity,
  'emergency-access': emergencyAccessEntity,
  mapping: mappingEntity,
};
