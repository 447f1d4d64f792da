import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '#contracts';
import type { ApiToken, Session } from '#store';

/** Who called, as the session guard found out. */
export interface Call {
  actor: Actor;
  /** The session, or the API token that stands for one. */
  session: Session | ApiToken;
  /** The secret of either. */
  token: string;
}

const calls = new WeakMap<FastifyRequest, Call>();

export function rememberCall(request: FastifyRequest, call: Call): void {
  calls.set(request, call);
}

/** The call behind a request; undefined where nobody in particular called. */
export function knownCallOf(request: FastifyRequest): Call | undefined {
  return calls.get(request);
}

/** The call behind a request that the guard let in as signed in. */
export function callOf(request: FastifyRequest): Call {
  const call = calls.get(request);
  if (!call) throw new Error('this door is not guarded by a session');
  return call;
}

/** The call behind a request; undefined at doors that are open to anyone. */
export const callIfAny = (request: FastifyRequest): Call | undefined => calls.get(request);

const requestOf = (context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>();

/** The person who called, with their grants. */
export const Caller = createParamDecorator(
  (_: unknown, context: ExecutionContext) => callOf(requestOf(context)).actor,
);
/** The whole call: person, session, secret. */
export const CurrentCall = createParamDecorator((_: unknown, context: ExecutionContext) =>
  callOf(requestOf(context)),
);
