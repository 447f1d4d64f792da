import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal, requestIdThrough } from '#contracts';
import { directoryTokenOf } from '#store';
import { logged } from '../problem/problem.filter.js';
import { takeJson } from '../protection/json-bodies.js';
import { tokenInHeader } from '../session/cookie.js';
import type { SignOnSetting } from '../sign-on/setting.js';
import {
  done,
  listOf,
  nothing,
  type ScimAnswer,
  type ScimCall,
  type ScimDoors,
  type ScimHouse,
} from './answers.js';
import { resourceTypes, schemas, serviceProviderConfig } from './described.js';
import { groupDoors } from './group-doors.js';
import { narrowed, type Query } from './list-question.js';
import { scimMediaType } from './names.js';
import { errorOf, ScimFault } from './scim-fault.js';
import { userDoors } from './user-doors.js';

const logger = new Logger('Directory');

/**
 * The doors of the provider's directory (SCIM 2.0, RFC 7644). They are the provider's alone: its token opens them and
 * nothing else, and nothing else opens them. They speak its protocol, down to errors and media type.
 */
export function scimDoors(house: ScimHouse) {
  return async (scope: FastifyInstance): Promise<void> => {
    // Some say of the body that they do not send which type it has.
    takeJson(scope, { mediaTypes: ['application/json', scimMediaType], takesEmpty: true });
    scope.addHook('onRequest', async (request, reply) => admit(house, request, reply));
    scope.setErrorHandler((fault, request, reply) => answerFault(fault, request, reply));
    const doors: ScimDoors = { ...describedDoors(house.setting), ...userDoors, ...groupDoors };
    for (const [name, answer] of Object.entries(doors)) {
      const [method = '', url = ''] = name.split(' ');
      scope.route({
        method,
        url,
        handler: async (request: FastifyRequest, reply: FastifyReply) =>
          send(reply, await answer(callOf(house, request)), request.query as Query),
      });
    }
    for (const url of ['/Bulk', '/Me', '/.search', '/Users/.search', '/Groups/.search'])
      scope.all(url, () => {
        throw new ScimFault(501, null, 'this is not done here');
      });
    scope.all('/*', () => {
      throw new ScimFault(404, null, 'there is nothing at this address');
    });
    return Promise.resolve();
  };
}

/** Lets the provider in by its token, and counts what it asks. */
async function admit(
  { store, protection }: ScimHouse,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const secret = tokenInHeader(request.headers.authorization);
  const token = secret ? await directoryTokenOf(store.pool, secret) : null;
  if (!token) {
    protection.demandOfNobody(request);
    reply.header('WWW-Authenticate', 'Bearer');
    throw new ScimFault(401, null, 'a token for the directory is needed: this is none, or its time is over');
  }
  request.id = requestIdThrough(request.id, token.id);
  protection.demandOfPerson(token.id, request);
}

function callOf(house: ScimHouse, { id, params, query, body, headers }: FastifyRequest): ScimCall {
  const { name: provider, issuer, trustsEmail } = house.setting;
  const named = (params as { id?: string }).id ?? '';
  return {
    house,
    id: named.toLowerCase(),
    query: query as Query,
    body,
    match: { ifMatch: headers['if-match'], ifNoneMatch: headers['if-none-match'] },
    word: { provider, issuer, trustsEmail, requestId: id },
  };
}

async function send(reply: FastifyReply, { status, body }: ScimAnswer, query: Query): Promise<void> {
  const meta = (body as { meta?: { version?: string; location?: string } } | undefined)?.meta;
  if (meta?.version) reply.header('ETag', meta.version);
  if (status === 201 && meta?.location) reply.header('Location', meta.location);
  const isResource = body && 'id' in body;
  await answer(reply.code(status), body && (isResource ? narrowed(query, body) : body));
}

async function answerFault(fault: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { status, body, retryAfterSeconds } = errorOf(fault, request.id);
  if (status >= 500 && !(fault instanceof ScimFault) && !(fault instanceof Refusal))
    logger.error(`${request.id} ${request.method} ${request.routeOptions.url ?? ''}: ${logged(fault)}`);
  if (retryAfterSeconds !== undefined) reply.header('Retry-After', String(retryAfterSeconds));
  await answer(reply.code(status), body);
}

async function answer(reply: FastifyReply, body: object | undefined): Promise<void> {
  if (body === undefined) await reply.send();
  else await reply.header('Content-Type', `${scimMediaType}; charset=utf-8`).send(JSON.stringify(body));
}

/** What one asks first: what can be done here, and with what (RFC 7644 section 4). */
function describedDoors({ publicUrl }: SignOnSetting): ScimDoors {
  const types = resourceTypes(publicUrl);
  const kept = schemas(publicUrl);
  const one =
    (all: readonly { id: string }[]) =>
    ({ id }: ScimCall) => {
      const found = all.find((each) => each.id.toLowerCase() === id);
      return found ? done(200, found) : nothing();
    };
  return {
    'GET /ServiceProviderConfig': () => done(200, serviceProviderConfig(publicUrl)),
    'GET /ResourceTypes': () => done(200, listOf(types, types.length, 1)),
    'GET /ResourceTypes/:id': one(types),
    'GET /Schemas': () => done(200, listOf(kept, kept.length, 1)),
    'GET /Schemas/:id': one(kept),
  };
}
