import { z } from 'zod';
import { schemaNames } from './names.js';
import { parsePath, type Path } from './filter.js';
import { wrong } from './scim-fault.js';

/** One change of one attribute, out of a resource or an operation of a PATCH. */
export interface Change {
  op: 'add' | 'replace' | 'remove';
  path: Path;
  /** As it was sent. */
  value: unknown;
}

const operationsMax = 1_000;

const PatchBody = z.looseObject({
  schemas: z.array(z.string()).max(20),
  Operations: z
    .array(
      z.looseObject({
        // Microsoft Entra ID sends “Replace”.
        op: z
          .string()
          .toLowerCase()
          .pipe(z.enum(['add', 'replace', 'remove'])),
        path: z.string().optional(),
        value: z.unknown().optional(),
      }),
    )
    .min(1)
    .max(operationsMax),
});

/** The body as an object that says of which schema it is (RFC 7643 section 3). @throws ScimFault invalidSyntax */
export function bodyOf(body: unknown, schema: string): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw wrong('invalidSyntax', 'the body is no object');
  const { schemas } = body as { schemas?: unknown };
  if (!Array.isArray(schemas) || !schemas.includes(schema))
    throw wrong('invalidSyntax', `“schemas” does not name ${schema}`);
  return { ...body };
}

/** A resource as a list of changes from nothing. */
export const changesOfResource = (body: Record<string, unknown>): Change[] => changesOfValue('replace', body);

/**
 * What a PATCH asks, attribute by attribute (RFC 7644 section 3.5.2). Without a path its value is an object of
 * attributes, whose names may be paths themselves.
 */
export function changesOfPatch(body: unknown): Change[] {
  const given = PatchBody.safeParse(bodyOf(body, schemaNames.patch));
  if (!given.success) {
    const [issue] = given.error.issues;
    throw wrong('invalidSyntax', `${issue?.path.join('.') ?? 'body'}: ${issue?.message ?? 'cannot be read'}`);
  }
  return given.data.Operations.flatMap(({ op, path, value }): Change[] => {
    if (path !== undefined && path !== '') return [{ op, path: parsePath(path), value }];
    if (op === 'remove') throw wrong('invalidPath', 'what is to be removed must be named');
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw wrong('invalidValue', 'without a path, the value is an object of attributes');
    return changesOfValue(op, value as Record<string, unknown>);
  });
}

const changesOfValue = (op: Change['op'], value: Record<string, unknown>): Change[] =>
  Object.entries(value)
    // `schemas` says of what the value is; the names of other schemas hold attributes that are not kept here.
    .filter(([name]) => name.toLowerCase() !== 'schemas')
    .map(([name, one]) => ({ op, path: parsePath(name), value: one }));
