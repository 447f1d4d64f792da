import '@fastify/multipart';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { commands, Refusal, requestIdThrough, type Actor } from '#contracts';
import { mayEver } from '#permissions';
import { isCsrfToken, Store, type ApiToken } from '#store';
import { rememberCall, type Call } from '../door/caller.js';
import { DOOR, type DoorMark } from '../door/door.decorator.js';
import { inputRefusal } from '../door/validation.js';
import { Protection } from '../protection/protection.js';
import { sessionCookie, tokenInHeader } from './cookie.js';
import { refuseWithoutFactor } from './needed-factor.js';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Stands before every door: finds out who calls, refuses forged requests, and opens nothing that is not marked. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly store: Store,
    private readonly protection: Protection,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const mark = this.reflector.get<DoorMark | undefined>(DOOR, context.getHandler());
    if (!mark)
      throw new Error(`no permission is named for ${context.getClass().name}.${context.getHandler().name}`);
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (!safeMethods.has(request.method) && !this.protection.isFromHere(request.raw))
      throw new Refusal('missing-csrf-token', 'this request comes from another site');
    refuseUnknownQuery(request, mark);
    refuseForm(request, mark);
    if (mark.permission !== 'anyone') await this.identify(request, mark);
    return true;
  }

  private async identify(request: FastifyRequest, mark: DoorMark): Promise<void> {
    const { permission, isEarly } = mark;
    const call = await (request.headers.authorization === undefined
      ? this.bySession(request)
      : this.byToken(request, mark));
    const { actor, session } = call;
    if (!isEarly) await refuseWithoutFactor(this.store, session, actor);
    if (typeof permission === 'object' && 'read' in permission && !mayEver(actor, 'read', permission.read)) {
      throw new Refusal('not-permitted', `your roles do not let you read this`, {
        rule: `read:${permission.read}`,
      });
    }
    rememberCall(request, call);
  }

  private async bySession(request: FastifyRequest): Promise<Call> {
    const token = request.cookies[sessionCookie];
    const session = token ? await this.store.sessions.of(token) : null;
    if (!token || !session) throw new Refusal('not-signed-in', 'sign in first');
    if (!safeMethods.has(request.method)) refuseForgery(request, token);
    return { actor: await this.store.actors.of(session.personId), session, token };
  }

  /** A browser never sends a token by itself, so nothing that comes with one can be forged by another site. */
  private async byToken(request: FastifyRequest, mark: DoorMark): Promise<Call> {
    const token = tokenInHeader(request.headers.authorization);
    const session = token ? await this.store.tokens.of(token) : null;
    if (!token || !session) throw new Refusal('not-signed-in', 'this token is none, or its time is over');
    if (mark.inPerson) throw new Refusal('in-person-only', 'no token does this: sign in');
    refuseWriting(request, mark, session);
    request.id = requestIdThrough(request.id, session.id);
    const person: Actor = await this.store.actors.of(session.personId);
    return { actor: this.store.tokens.actorThrough(person, session), session, token };
  }
}

/** What a token may change by commands is asked where they are decided; what else changes something, asks for it all. */
function refuseWriting(
  request: FastifyRequest,
  { permission }: DoorMark,
  { access, commands }: ApiToken,
): void {
  if (safeMethods.has(request.method) || (typeof permission === 'object' && 'command' in permission)) return;
  if (access === 'write' && commands === null) return;
  throw new Refusal('beyond-token', 'this token does not cover this');
}

/** A page of another site cannot know the token, which is derived from the session's secret. */
function refuseForgery(request: FastifyRequest, token: string): void {
  const given = request.headers['x-csrf-token'];
  if (typeof given !== 'string' || !isCsrfToken(given, token)) {
    throw new Refusal('missing-csrf-token', 'send the X-CSRF-Token that you were given with your session');
  }
}

/** A form is taken where a file is brought, and nowhere else. */
function refuseForm(request: FastifyRequest, { permission }: DoorMark): void {
  if (!request.isMultipart()) return;
  const isForFiles =
    typeof permission === 'object' &&
    'command' in permission &&
    commands[permission.command].door === 'inside';
  if (!isForFiles) throw new Refusal('unsupported-media-type', 'send application/json');
}

/** A route that takes no query refuses one, as every other unknown input is refused. */
function refuseUnknownQuery({ query }: FastifyRequest, mark: DoorMark): void {
  const keys = Object.keys(query as object);
  if (mark.query || keys.length === 0) return;
  throw inputRefusal(
    [{ code: 'unrecognized_keys', keys, path: [], message: 'unknown' }],
    'unsupported-query',
  );
}
