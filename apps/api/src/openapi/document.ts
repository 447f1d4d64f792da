import { z } from 'zod';
import {
  apiBase,
  commandNames,
  commandPath,
  commands,
  Problem,
  Receipt,
  routes,
  type RoutePermission,
} from '#contracts';
import { permissionNote } from '#permissions';
import { successOf } from '../door/door.decorator.js';
import { needsVersion } from '../commands/command-request.js';

type Schema = Record<string, unknown>;
interface Operation {
  method: string;
  path: string;
  value: Record<string, unknown>;
}

/** The OpenAPI 3.1 document of everything under `/api/v1`, made from the contracts' tables and from nothing else. */
export function openApiDocument(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { method, path, value } of [...routeOperations(), ...commandOperations()]) {
    const address = path.replace(/:(\w+)/g, '{$1}');
    paths[address] = { ...paths[address], [method]: value };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Uphold',
      version: '1',
      description:
        'Recommendations as tracked workflows. Every change is a command: it names the version seen (If-Match) and a key (Idempotency-Key), and answers with a receipt.',
    },
    servers: [{ url: apiBase }],
    security: [{ session: [] }],
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-uphold' } },
      schemas: { Problem: jsonSchema(Problem, 'output'), Receipt: jsonSchema(Receipt, 'output') },
    },
  };
}

function routeOperations(): Operation[] {
  return Object.entries(routes).map(([name, route]) => ({
    method: route.method.toLowerCase(),
    path: route.path,
    value: {
      operationId: name,
      tags: [tagOf(route.path)],
      summary: route.summary,
      'x-permission': permissionWords(route.permission),
      ...noteOf(route.permission),
      ...(route.permission === 'anyone' && { security: [] }),
      parameters: [
        ...pathParameters(route.path),
        ...queryParameters('query' in route ? route.query : undefined),
        ...(route.method === 'GET' || route.permission === 'anyone' ? [] : [csrfHeader]),
        ...commandHeaders(route.permission),
      ],
      ...('body' in route && route.body && { requestBody: jsonBody(route.body) }),
      ...(uploads[name] && { requestBody: uploads[name] }),
      responses: {
        [successOf(route)]: answerOf(route),
        default: problemAnswer,
      },
    },
  }));
}

function commandOperations(): Operation[] {
  return commandNames
    .filter((name) => commands[name].door === 'public')
    .map((name) => ({
      method: 'post',
      path: commandPath(name),
      value: {
        operationId: name,
        tags: [tagOf(commandPath(name))],
        summary: commands[name].summary,
        'x-permission': permissionWords({ command: name }),
        ...noteOf({ command: name }),
        parameters: [...pathParameters(commandPath(name)), csrfHeader, ...commandHeaders({ command: name })],
        requestBody: jsonBody(commands[name].input),
        responses: {
          [commands[name].shape === 'create' ? 201 : 200]: receiptAnswer,
          default: problemAnswer,
        },
      },
    }));
}

const header = (name: string, description: string) => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
});
const csrfHeader = header('X-CSRF-Token', 'The csrfToken of the session');
const idempotencyHeader = header(
  'Idempotency-Key',
  'The same key with the same request gets the same answer',
);
const versionHeader = header('If-Match', 'The version that was seen, in quotes, such as "3"');

function commandHeaders(permission: RoutePermission): Schema[] {
  if (typeof permission === 'string' || !('command' in permission)) return [];
  return [idempotencyHeader, ...(needsVersion(permission.command) ? [versionHeader] : [])];
}

const problemAnswer = {
  description: 'A problem, by RFC 9457',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};
const receiptAnswer = {
  description: 'Recorded',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Receipt' } } },
};

const upload = (fields: Record<string, Schema>, required: string[]) => ({
  required: true,
  content: {
    'multipart/form-data': {
      schema: {
        type: 'object',
        properties: { ...fields, file: { type: 'string', format: 'binary' } },
        required: [...required, 'file'],
      },
    },
  },
});
const uploads: Record<string, Schema> = {
  uploadEvidence: upload(
    {
      recommendationId: { type: 'string', format: 'uuid' },
      title: { type: 'string' },
      effectiveFrom: { type: 'string', format: 'date' },
      effectiveTo: { type: 'string', format: 'date' },
      confidentiality: { enum: ['public', 'internal', 'confidential'] },
    },
    ['recommendationId', 'title'],
  ),
  replaceEvidence: upload({ reason: { type: 'string' } }, ['reason']),
};

/** Operations stand together by the plural that their addresses begin with. */
function tagOf(path: string): string {
  return path.split('/')[1] ?? '';
}

function pathParameters(path: string): Schema[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: name === 'id' ? { type: 'string', format: 'uuid' } : { type: 'string' },
  }));
}

function queryParameters(query: z.ZodType | undefined): Schema[] {
  if (!query) return [];
  const { properties = {}, required = [] } = jsonSchema(query, 'input') as {
    properties?: Record<string, Schema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
    ...(schema['type'] === 'array' && { style: 'form', explode: false }),
  }));
}

function jsonBody(contract: z.ZodType): Schema {
  return { required: true, content: { 'application/json': { schema: jsonSchema(contract, 'input') } } };
}

const ledOn: Schema = {
  description: 'See Other',
  headers: { Location: { required: true, schema: { type: 'string' } } },
};

function answerOf(route: { answer?: z.ZodType; media?: string; leadsOn?: boolean }): Schema {
  const { answer, media, leadsOn } = route;
  if (leadsOn) return ledOn;
  if (answer === Receipt) return receiptAnswer;
  if (answer)
    return { description: 'OK', content: { 'application/json': { schema: jsonSchema(answer, 'output') } } };
  return media ? { description: 'OK', content: { [media]: {} } } : { description: 'Done' };
}

/** Who may, by role, in the words of the declaration. */
function noteOf(permission: RoutePermission): { description?: string } {
  if (typeof permission === 'string') return {};
  const note =
    'read' in permission
      ? permissionNote('read', permission.read)
      : permissionNote(permission.command, commands[permission.command].objectType);
  return note ? { description: `Who may: ${note}.` } : {};
}

function permissionWords(permission: RoutePermission): string {
  if (typeof permission === 'string') return permission;
  return 'read' in permission ? `read ${permission.read}` : `command ${permission.command}`;
}

function jsonSchema(contract: z.ZodType, io: 'input' | 'output'): Schema {
  const schema: Schema = z.toJSONSchema(contract, { io, unrepresentable: 'any' });
  delete schema['$schema'];
  return schema;
}
