export {
  transitions,
  transitionById,
  obligations,
  type Transition,
  type TransitionId,
  type Obligation,
} from './definition/transitions.js';
export { stateAllows, approvalsNeeded, deciderOf } from './definition/questions.js';
export { describeTransitions } from './definition/describe.js';
export { faultsOf } from './definition/check.js';
export { endOfDue, isOverdue, isActionOverdue } from './derived.js';
export { evolve, type Recording } from './evolve.js';
export { decide } from './decide.js';
export { isDelegationRunning } from './rules/delegation.js';
export { obstacleTo } from './obstacles.js';
export { separationRefusal } from './rules/proposal-decide.js';
export { ReplayJudge, type ReplayedStep } from './replay/judge.js';
export { effectivePersons, partiesOf, separationOf, type Parties } from './segregation/separation.js';
export {
  decisionActions,
  Duties,
  dutyActions,
  type Duty,
  type DutyEntry,
  type JudgedDecision,
} from './segregation/duties.js';
export type { Moment, World } from './world.js';
