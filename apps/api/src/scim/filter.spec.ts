import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseFilter, parsePath, type FilterTerm } from './filter.js';
import { ScimFault } from './scim-fault.js';

const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User:';
const attributes = ['userName', 'externalId', 'id', 'emails.value', 'displayName', 'active'] as const;
/** Texts as they can stand in a database: without control characters and halves of characters. */
const text = fc.string({ unit: 'binary', maxLength: 30 }).filter((one) => !/[\p{Cc}\p{Cs}]/u.test(one));
const term = fc.record({
  attribute: fc.constantFrom(...attributes),
  value: fc.oneof(text, fc.boolean()),
  schema: fc.constantFrom('', userSchema),
  isLoud: fc.boolean(),
  isBracketed: fc.boolean(),
  gap: fc.constantFrom(' ', '  ', '\t'),
});

/** A term in words, in one of the ways in which it may be said. */
function said({ attribute, value, schema, isLoud, isBracketed, gap }: Spoken): string {
  const name = isLoud ? attribute.toUpperCase() : attribute;
  const words = `${schema}${name}${gap}${isLoud ? 'EQ' : 'eq'}${gap}${JSON.stringify(value)}`;
  return isBracketed ? `(${words})` : words;
}
type Spoken = typeof term extends fc.Arbitrary<infer T> ? T : never;

describe('a filter', () => {
  test('is read as it was meant, however it is written', () => {
    fc.assert(
      fc.property(fc.array(term, { minLength: 1, maxLength: 4 }), (terms) => {
        const meant = terms.map(({ attribute, value }): FilterTerm => ({
          attribute: attribute.toLowerCase(),
          value,
        }));
        expect(parseFilter(terms.map(said).join(' and '))).toEqual(meant);
      }),
    );
  });

  test('is read or refused, whatever it is', () => {
    const piece = fc.constantFrom(
      'userName',
      'eq',
      'and',
      '"',
      '"a"',
      '[',
      ']',
      '.',
      '(',
      ')',
      ' ',
      '\\',
      'true',
      '$',
    );
    const odd = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(odd, (filter) => {
        try {
          expect(parseFilter(filter).length).toBeGreaterThan(0);
        } catch (fault) {
          expect(fault).toBeInstanceOf(ScimFault);
          expect(fault).toMatchObject({ status: 400, scimType: 'invalidFilter' });
        }
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['emails[type eq "work"].value eq "a@b.example"', [{ attribute: 'emails.value', value: 'a@b.example' }]],
    [
      'emails[type eq "work" and value eq "a@b.example"]',
      [{ attribute: 'emails.value', value: 'a@b.example' }],
    ],
    ['userName Eq "A \\"quoted\\" one"', [{ attribute: 'username', value: 'A "quoted" one' }]],
    ['active eq True', [{ attribute: 'active', value: true }]],
  ])('of directories: %s', (filter, terms) => {
    expect(parseFilter(filter)).toEqual(terms);
  });

  test.each([
    '',
    'userName',
    'userName co "a"',
    'userName eq "a" or id eq "b"',
    'not (userName eq "a")',
    'userName eq a',
    'userName eq "a" and',
    'emails[type eq "work"]',
    'userName eq "\\u0000"',
    `userName eq "${'a'.repeat(1_000)}"`,
    Array.from({ length: 11 }, () => 'id eq "a"').join(' and '),
  ])('of other kinds is refused: %s', (filter) => {
    expect(() => parseFilter(filter)).toThrow(ScimFault);
  });
});

describe('a path', () => {
  test.each([
    ['active', 'active', null],
    ['name.givenName', 'name.givenname', null],
    [`${userSchema}name.familyName`, 'name.familyname', null],
    ['emails[type eq "work"].value', 'emails.value', { value: null }],
    ['members[value eq "1"]', 'members', { value: '1' }],
  ])('of directories: %s', (path, attribute, chosen) => {
    expect(parsePath(path)).toEqual({ attribute, chosen });
  });

  test.each(['', 'members[', 'members[value eq "1"', 'active x', '[a]', 'emails[type gt "a"].value'])(
    'that cannot be read is refused: %s',
    (path) => {
      expect(() => parsePath(path)).toThrow(expect.objectContaining({ scimType: 'invalidPath' }));
    },
  );
});
