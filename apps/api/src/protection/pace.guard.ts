import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { knownCallOf } from '../door/caller.js';
import { Protection } from './protection.js';

/** Stands behind the session guard: whoever was let in is counted, and refused where they do not wait. */
@Injectable()
export class PaceGuard implements CanActivate {
  constructor(private readonly protection: Protection) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const call = knownCallOf(request);
    if (call) this.protection.demandOfPerson(call.actor.personId, request);
    else this.protection.demandOfNobody(request);
    return true;
  }
}
