import type { StepUpAsked } from './factors.js';
import type { ChangeSince, FieldFault, ProblemCode } from './problem.js';

/** What a refusal may say beside its code. */
export interface RefusalDetails {
  /** The rule of the permission or workflow tables that refused, such as `proposal.approve/own-proposal`. */
  rule?: string;
  fields?: FieldFault[];
  currentVersion?: number;
  changes?: ChangeSince[];
  /** After how many seconds it may be tried again. */
  retryAfterSeconds?: number;
  stepUp?: StepUpAsked;
}

/** The one way in which a command or question is turned down; doors turn it into their own kind of answer. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly code: ProblemCode,
    message: string,
    readonly details: RefusalDetails = {},
  ) {
    super(message);
  }

  get rule(): string | undefined {
    return this.details.rule;
  }
}
