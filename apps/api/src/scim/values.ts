import type { z } from 'zod';
import { line } from '#contracts';
import { wrong } from './scim-fault.js';

/** A text of one line; null where it is none or empty. @throws ScimFault invalidValue */
export function textOf(value: unknown, name: string, max = 200): string | null {
  const one = unwrapped(value);
  if (one === undefined || one === null || one === '') return null;
  return valid(line(max), one, name);
}

/** True or false; Microsoft Entra ID sends them as texts. @throws ScimFault invalidValue */
export function truthOf(value: unknown, name: string): boolean {
  const one = unwrapped(value);
  if (typeof one === 'boolean') return one;
  const word = typeof one === 'string' ? one.toLowerCase() : '';
  if (word !== 'true' && word !== 'false') throw wrong('invalidValue', `${name} is true or false`);
  return word === 'true';
}

/** What a schema makes of a value. @throws ScimFault invalidValue */
export function valid<T extends z.ZodType>(schema: T, value: unknown, name: string): z.infer<T> {
  const given = schema.safeParse(value);
  if (!given.success)
    throw wrong('invalidValue', `${name}: ${given.error.issues[0]?.message ?? 'is not valid'}`);
  return given.data;
}

/** One value of several, as they are sent: alone or in a list, each as an object or by itself. */
export const several = (value: unknown): unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];

/** Some send a single value as a list of one, or as an object that holds it. */
function unwrapped(value: unknown): unknown {
  const one = Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value;
  return typeof one === 'object' && one !== null && 'value' in one ? one.value : one;
}
