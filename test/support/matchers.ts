import { expect } from '@jest/globals';
import type { Response } from 'supertest';
import { Problem, problemStatus, type ProblemCode } from '#contracts';

/** Expects a problem answer: this code, its status, the media type of RFC 9457, and no trace of our insides. */
export function expectRefused(answer: Response, code: ProblemCode): Problem {
  const problem = Problem.parse(JSON.parse(answer.text));
  expect({ status: answer.status, code: problem.code, detail: problem.detail }).toMatchObject({
    status: problemStatus[code],
    code,
  });
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(answer.text).not.toMatch(/node_modules|\.ts:|\.js:|select .* from/);
  return problem;
}
