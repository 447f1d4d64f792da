import {
  Catch,
  HttpException,
  Logger,
  NotFoundException,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { allowedMethods } from '../door/allowed-methods.js';
import { problemStatus, Refusal, type Problem, type ProblemCode } from '#contracts';

/** The media type of problems (RFC 9457 section 3). */
export const problemType = 'application/problem+json; charset=utf-8';

/** Turns every refusal and fault into a problem answer by RFC 9457. What is our fault is logged, never told. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  catch(fault: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = problemOf(mistakenMethod(fault, request, reply) ?? fault, request.id);
    if (problem.status >= 500) {
      this.logger.error(
        `${request.id} ${request.method} ${request.routeOptions.url ?? ''}: ${logged(fault)}`,
      );
    }
    answerProblem(reply, problem);
  }
}

/** Sends a problem, with the time to wait where there is one to tell. */
export function answerProblem(reply: FastifyReply, problem: Problem): void {
  const { retryAfterSeconds } = problem;
  if (retryAfterSeconds !== undefined) reply.header('Retry-After', String(retryAfterSeconds));
  void reply
    .code(problem.status)
    .headers({ 'Content-Type': problemType, 'Cache-Control': 'no-store' })
    .send(JSON.stringify(problem));
}

/** An address that is there, but takes other methods, says so. */
function mistakenMethod(fault: unknown, { url }: FastifyRequest, reply: FastifyReply): Refusal | null {
  const allowed = fault instanceof NotFoundException ? allowedMethods(url) : [];
  if (allowed.length === 0) return null;
  reply.header('Allow', allowed.join(', '));
  return new Refusal('method-not-allowed', `this address takes ${allowed.join(', ')}`);
}

/** The problem answer for anything that was thrown. */
export function problemOf(fault: unknown, requestId: string): Problem {
  const refusal = fault instanceof Refusal ? toldAlike(fault) : refusalOfTransport(fault);
  const { code, message, details } = refusal;
  return {
    type: `/problems/${code}`,
    title: code.replaceAll('-', ' '),
    status: problemStatus[code],
    code,
    ...(problemStatus[code] < 500 && { detail: message }),
    requestId,
    ...details,
  };
}

/** What may not be read is answered word for word like what is not there. */
function toldAlike(refusal: Refusal): Refusal {
  return refusal.code === 'not-found' ? new Refusal('not-found', 'there is no such thing here') : refusal;
}

/** PostgreSQL's classes of faults that mean: not now; the last two are of transactions that got into each other's way. */
const unavailable = /^(08|53|57P0|55P03|40001|40P01|ECONN|EPIPE|ENOSPC)/;
/** What PostgreSQL says of a statement that it ended because its time was over. */
const canceled = '57014';

function refusalOfTransport(fault: unknown): Refusal {
  const { status, statusCode, code, message } = Object(fault) as {
    status?: number;
    statusCode?: number;
    code?: string;
    message?: string;
  };
  if (typeof code === 'string' && unavailable.test(code))
    return new Refusal('storage-unavailable', 'try again later', { retryAfterSeconds: 5 });
  if (code === canceled)
    return new Refusal('took-too-long', 'ask for less, or later', { retryAfterSeconds: 30 });
  const http = fault instanceof HttpException ? fault.getStatus() : (statusCode ?? status);
  const known = http ? transportProblems[http] : undefined;
  if (known)
    return new Refusal(known, known === 'no-such-route' ? 'there is no such address' : (message ?? known));
  if (code === 'FST_ERR_BAD_URL') return new Refusal('malformed-request', 'the address cannot be read');
  return http && http < 500
    ? new Refusal('malformed-body', message ?? 'the request cannot be read')
    : new Refusal('internal-error', 'internal error');
}

const transportProblems: Record<number, ProblemCode> = {
  404: 'no-such-route',
  405: 'method-not-allowed',
  413: 'body-too-large',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
  503: 'storage-unavailable',
};

/** A fault as it is logged: what it says is quoted, so that nobody writes lines of the log by what they send. */
export function logged(fault: unknown): string {
  if (!(fault instanceof Error)) return JSON.stringify(String(fault));
  const { name, message, stack = '' } = fault;
  const frames = stack.slice(stack.indexOf(message) + message.length);
  return `${name} ${JSON.stringify(message)}${frames}`;
}
