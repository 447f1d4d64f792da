import { Problem, type ProblemCode } from '#contracts';

/** The API turned a request down and said why. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(readonly problem: Problem) {
    super(problem.title);
  }

  get code(): ProblemCode {
    return this.problem.code;
  }
}

/** No answer came: the network or the server is away. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

export const hasCode = (error: unknown, code: ProblemCode): boolean =>
  error instanceof ProblemError && error.code === code;

/** The problem in an answer's body; an answer that is none (a proxy's page, say) counts as an internal error. */
export function problemOf(status: number, body: unknown): Problem {
  const parsed = Problem.safeParse(body);
  if (parsed.success) return parsed.data;
  return { type: '/problems/internal-error', title: `HTTP ${status}`, status, code: 'internal-error' };
}
