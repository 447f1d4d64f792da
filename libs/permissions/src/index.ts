export { mustHaveFactor, ownFactorsRefusal, stepUpRefusal, type Shown } from './step-up.js';
export {
  permit,
  onBehalfOf,
  canRead,
  mayEver,
  mayReadAll,
  rolesOf,
  emergencyBehind,
  withoutEmergency,
  type Intent,
} from './permit.js';
export { scopeOf, type Part, type ScopeNode } from './ability.js';
export { mustBeTold, toldOf } from './fields.js';
export { guardedFields, isOutlined, outlineOf } from './outline.js';
export { sidesOf, type Side } from './sides.js';
export { permitProvider, type ProviderStanding } from './provider.js';
export { sentencesFor } from './declaration.js';
export { roomsFor, roomsOfEntry, type EntryAudience, type Following } from './audience.js';
export { deedOf, deedsOn, explain, rolesThatMay, type Explained } from './explain.js';
export { describePermissions, permissionNote } from './describe.js';
export { permissionMatrix, type MatrixCondition, type MatrixRow, type MatrixWay } from './matrix.js';
export type { Facts } from './facts.js';
export type { Conditions, ConditionField } from './condition.js';
export { nouns, type Deed, type Noun, type Sentence } from './sentence.js';
