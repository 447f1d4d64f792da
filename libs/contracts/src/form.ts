import { z } from 'zod';

/** What is wrong with a value, as the place and why; null where it has the form. */
export type Form = (value: unknown, path: string) => string | null;

interface JsonSchema {
  type?: string;
  const?: unknown;
  enum?: readonly unknown[];
  anyOf?: readonly JsonSchema[];
  oneOf?: readonly JsonSchema[];
  allOf?: readonly JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: readonly string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  maxItems?: number;
  minItems?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  minimum?: number;
  maximum?: number;
}

/**
 * The form of what a schema lets through, as a check that is fast enough for every entry of a long history: what is
 * parsed already is only looked at, nothing is copied or changed. `isOpen` names values that stand for one that is
 * not known, and are let pass. A schema's own refinements are asked where no such value stands in it.
 */
export function formOf(schema: z.ZodType, isOpen: (value: unknown) => boolean = () => false): Form {
  const json = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }) as JsonSchema;
  const form = compiled(json, isOpen);
  if (schema.def.type !== 'object' || !schema.def.checks?.length) return form;
  return (value, path) => form(value, path) ?? refinement(schema, value, path, isOpen);
}

function refinement(
  schema: z.ZodType,
  value: unknown,
  path: string,
  isOpen: (value: unknown) => boolean,
): string | null {
  if (Object.values(value as object).some(isOpen)) return null;
  const issue = schema.safeParse(value).error?.issues[0];
  return issue ? `${[path, ...issue.path].join('/')} ${issue.message}` : null;
}

function compiled(schema: JsonSchema, isOpen: (value: unknown) => boolean): Form {
  const parts = [
    ...typeForms(schema, isOpen),
    ...choices(schema, isOpen),
    ...(schema.allOf ?? []).map((one) => compiled(one, isOpen)),
  ];
  return (value, path) => {
    if (isOpen(value)) return null;
    for (const part of parts) {
      const fault = part(value, path);
      if (fault) return fault;
    }
    return null;
  };
}

function choices(schema: JsonSchema, isOpen: (value: unknown) => boolean): Form[] {
  const forms: Form[] = [];
  if ('const' in schema) {
    const { const: only } = schema;
    forms.push((value, path) => (value === only ? null : `${path} is not ${JSON.stringify(only)}`));
  }
  if (schema.enum) {
    const words = new Set(schema.enum);
    forms.push((value, path) => (words.has(value) ? null : `${path} is none of the words that it may be`));
  }
  const alternatives = (schema.anyOf ?? schema.oneOf ?? []).map((one) => compiled(one, isOpen));
  if (alternatives.length > 0)
    forms.push((value, path) => {
      let fault: string | null = null;
      for (const alternative of alternatives) {
        fault = alternative(value, path);
        if (!fault) return null;
      }
      return alternatives.length > 2 ? `${path} has none of the forms that it may have` : fault;
    });
  return forms;
}

function typeForms(schema: JsonSchema, isOpen: (value: unknown) => boolean): Form[] {
  switch (schema.type) {
    case 'string':
      return [textForm(schema)];
    case 'integer':
    case 'number':
      return [numberForm(schema)];
    case 'boolean':
      return [(value, path) => (typeof value === 'boolean' ? null : `${path} is not true or false`)];
    case 'null':
      return [(value, path) => (value === null ? null : `${path} is not null`)];
    case 'array':
      return [listForm(schema, isOpen)];
    case 'object':
      return [objectForm(schema, isOpen)];
    default:
      return [];
  }
}

function textForm({ minLength = 0, maxLength = Infinity, pattern }: JsonSchema): Form {
  const shape = pattern === undefined ? null : new RegExp(pattern, 'u');
  return (value, path) => {
    if (typeof value !== 'string') return `${path} is not text`;
    if (value.length < minLength || value.length > maxLength)
      return `${path} has not the length that it may have`;
    return shape && !shape.test(value) ? `${path} has not the form that it must have` : null;
  };
}

function numberForm({ type, minimum = -Infinity, maximum = Infinity }: JsonSchema): Form {
  return (value, path) => {
    if (typeof value !== 'number' || (type === 'integer' && !Number.isSafeInteger(value)))
      return `${path} is not a number of its kind`;
    return value < minimum || value > maximum ? `${path} is out of its range` : null;
  };
}

function listForm(
  { items = {}, minItems = 0, maxItems = Infinity }: JsonSchema,
  isOpen: (value: unknown) => boolean,
): Form {
  const item = compiled(items, isOpen);
  return (value, path) => {
    if (!Array.isArray(value)) return `${path} is not a list`;
    if (value.length < minItems || value.length > maxItems)
      return `${path} has not the length that it may have`;
    for (let place = 0; place < value.length; place++) {
      const fault = item(value[place], `${path}/${place}`);
      if (fault) return fault;
    }
    return null;
  };
}

function objectForm(
  { properties = {}, required = [], additionalProperties }: JsonSchema,
  isOpen: (value: unknown) => boolean,
): Form {
  const forms = new Map(Object.entries(properties).map(([name, one]) => [name, compiled(one, isOpen)]));
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return `${path} is not an object`;
    const members = value as Record<string, unknown>;
    for (const name of required) if (members[name] === undefined) return `${path}/${name} is missing`;
    for (const name of Object.keys(members)) {
      const form = forms.get(name);
      if (!form && additionalProperties === false) return `${path}/${name} does not belong there`;
      const fault = form && members[name] !== undefined ? form(members[name], `${path}/${name}`) : null;
      if (fault) return fault;
    }
    return null;
  };
}
