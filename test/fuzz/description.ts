import request from 'supertest';
import { apiBase } from '#contracts';

/** A JSON schema, as far as the description of the API uses it. */
export interface Schema {
  $ref?: string;
  type?: string;
  const?: unknown;
  enum?: readonly unknown[];
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  allOf?: readonly Schema[];
  properties?: Record<string, Schema>;
  required?: readonly string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
}

type Content = Record<string, { schema?: Schema }>;

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  schema: Schema;
}

/** What the description says of one method of one address. */
export interface Operation {
  id: string;
  method: string;
  /** Under the base of the API, with `{id}` for what is filled in. */
  path: string;
  permission: string;
  parameters: readonly Parameter[];
  body: Schema | null;
  /** The body comes as a form with a file. */
  isUpload: boolean;
  success: { status: number; content: Content };
}

interface Described {
  operationId: string;
  'x-permission': string;
  parameters: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { content?: Content }>;
}
interface Document {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Schema> };
}

/** Everything that the API says it takes, read off its own description: new routes come in by themselves. */
export async function describedOperations(url: string): Promise<Operation[]> {
  const { body } = await request(url).get(`${apiBase}/openapi.json`).expect(200);
  const { paths, components } = body as Document;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => {
      const [[status, answer]] = Object.entries(described.responses) as [[string, { content?: Content }]];
      const content = described.requestBody?.content ?? {};
      const [isUpload, asked] = [
        'multipart/form-data' in content,
        content['application/json'] ?? content['multipart/form-data'],
      ];
      return {
        id: described.operationId,
        method,
        path,
        permission: described['x-permission'],
        parameters: described.parameters,
        body: asked?.schema ? resolved(asked.schema, components.schemas) : null,
        isUpload,
        success: {
          status: Number(status),
          content: resolvedContent(answer.content ?? {}, components.schemas),
        },
      };
    }),
  );
}

function resolvedContent(content: Content, schemas: Record<string, Schema>): Content {
  return Object.fromEntries(
    Object.entries(content).map(([media, { schema }]) => [
      media,
      schema ? { schema: resolved(schema, schemas) } : {},
    ]),
  );
}

function resolved(schema: Schema, schemas: Record<string, Schema>): Schema {
  if (!schema.$ref) return schema;
  const name = schema.$ref.replace('#/components/schemas/', '');
  const found = schemas[name];
  if (!found) throw new Error(`the description names a schema ${name} that is not in it`);
  return found;
}
