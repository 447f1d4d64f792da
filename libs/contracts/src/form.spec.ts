import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { commandNames, commands } from './commands.js';
import { formOf } from './form.js';

describe('the form of a schema', () => {
  const Sample = z.strictObject({
    name: z.string().min(2).max(4).regex(/^a/),
    count: z.int().min(1).max(3),
    word: z.enum(['red', 'blue']).nullable(),
    list: z.array(z.boolean()).max(2),
    more: z.string().optional(),
  });
  const form = formOf(Sample);
  const right = { name: 'abc', count: 2, word: null, list: [true] };

  test.each<[object, string | null]>([
    [right, null],
    [{ ...right, more: 'x' }, null],
    [{ ...right, name: 'a' }, 'it/name has not the length that it may have'],
    [{ ...right, name: 'bcd' }, 'it/name has not the form that it must have'],
    [{ ...right, count: 1.5 }, 'it/count is not a number of its kind'],
    [{ ...right, count: 4 }, 'it/count is out of its range'],
    [{ ...right, word: 'green' }, 'it/word is not null'],
    [{ ...right, list: [true, 1] }, 'it/list/1 is not true or false'],
    [{ ...right, list: [true, true, true] }, 'it/list has not the length that it may have'],
    [{ ...right, colour: 1 }, 'it/colour does not belong there'],
    [{ ...right, name: undefined }, 'it/name is missing'],
    [[], 'it is not an object'],
  ])('finds in %j: %s', (value, fault) => {
    expect(form(value, 'it')).toBe(fault);
  });

  test('lets pass what stands for a value that is not known', () => {
    const isOpen = (value: unknown) => value === 'unknown';
    expect(formOf(Sample, isOpen)({ ...right, count: 'unknown' }, 'it')).toBeNull();
  });

  test('agrees with the schema of every command about anything', () => {
    const forms = new Map(commandNames.map((name) => [name, formOf(commands[name].input)]));
    fc.assert(
      fc.property(fc.constantFrom(...commandNames), fc.jsonValue(), (name, value) => {
        const parsed = commands[name].input.safeParse(value);
        // What the schema fills in or mends is looked at as it comes out of it.
        if (parsed.success) expect(forms.get(name)?.(parsed.data, 'it')).toBeNull();
        else expect(forms.get(name)?.(value, 'it')).not.toBeNull();
      }),
    );
  });
});
