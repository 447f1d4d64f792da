import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, NotCanonicalError } from './canonical-json.js';

describe('published vectors of RFC 8785 and its reference test data', () => {
  it.each([
    ['literals (section 3.2.2.1)', '{"literals":[null,true,false]}', '{"literals":[null,true,false]}'],
    [
      'strings (section 3.2.2.2)',
      String.raw`{"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/"}`,
      String.raw`{"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    ],
    [
      'french.json',
      '{"peach":"This sorting order","péché":"is wrong according to French","pêche":"but canonicalization MUST","sin":"ignore locale"}',
      '{"peach":"This sorting order","péché":"is wrong according to French","pêche":"but canonicalization MUST","sin":"ignore locale"}',
    ],
    [
      'structures.json',
      '{"1":{"f":{"f":"hi","F":5},"\\n":56.0},"10":{},"":"empty","a":{},"111":[{"e":"yes","E":"no"}],"A":{}}',
      '{"":"empty","1":{"\\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{"E":"no","e":"yes"}],"A":{},"a":{}}',
    ],
    ['arrays.json', '[56,{"d":true,"10":null,"1":[]}]', '[56,{"1":[],"10":null,"d":true}]'],
  ])('%s', (_name, input, canon) => {
    expect(canonicalJson(JSON.parse(input))).toBe(canon);
  });

  // Section 3.2.3, with U+FB01 in the place of U+FB33, which NFC writes as two other characters.
  it('members are sorted by UTF-16 code units, not by code points', () => {
    const members = {
      '€': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb01': 'Latin Small Ligature Fi',
      '1': 'One',
      '😀': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      ö: 'Latin Small Letter O With Diaeresis',
    };
    const sorted = ['\r', '1', '\u0080', 'ö', '€', '😀', '\ufb01'];
    expect(Object.keys(JSON.parse(canonicalJson(members)) as object).sort()).toEqual(sorted);
    const places = sorted.map((key) => canonicalJson(members).indexOf(`${JSON.stringify(key)}:`));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });
});

describe('Unicode NFC', () => {
  it('writes what looks the same with the same bytes', () => {
    expect(canonicalJson('A\u030a')).toBe('"Å"');
    expect(canonicalJson({ 'e\u0301': 1 })).toBe('{"é":1}');
  });

  it('sorts members as they are written', () => {
    expect(canonicalJson({ '\ufb33': 1, '€': 2 })).toBe('{"\u05d3\u05bc":1,"€":2}');
  });

  it('refuses members that become the same', () => {
    expect(() => canonicalJson({ é: 1, 'e\u0301': 2 })).toThrow(NotCanonicalError);
  });
});

describe('what has no canonical form', () => {
  it.each([
    ['a float', { body: { set: [1, 0.5] } }, '$.body.set[1]'],
    ['an unsafe integer', [2 ** 53], '$[0]'],
    ['not a number', NaN, '$'],
    ['infinity', { a: -Infinity }, '$.a'],
    ['undefined', { body: { note: undefined } }, '$.body.note'],
    ['a hole in an array', { a: new Array(1) }, '$.a[0]'],
    ['a lone surrogate', { a: ['\ud83d'] }, '$.a[0]'],
    ['a lone surrogate in a name', { '\ude00': 1 }, '$.\ude00'],
    ['a big integer', { a: 1n }, '$.a'],
    ['a date', { at: new Date(0) }, '$.at'],
    ['a map', new Map(), '$'],
    ['a function', { f: () => 1 }, '$.f'],
    ['a symbol', [Symbol('s')], '$[0]'],
    ['bytes', { a: new Uint8Array(2) }, '$.a'],
  ])('%s is refused by its place', (_name, value, path) => {
    let error: unknown;
    try {
      canonicalJson(value);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(NotCanonicalError);
    expect(error).toMatchObject({ path });
  });
});

const nfcText = fc.string({ unit: 'grapheme' }).map((text) => text.normalize('NFC'));
const { value: anyValue } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger(),
    nfcText,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(nfcText, tie('value'), { maxKeys: 5 }),
  ),
}));

const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
};

// Minus zero is written as zero, and so read back as another number to toEqual.
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('any value of the domain', () => {
  it('reads back as it was', () => {
    fc.assert(
      fc.property(anyValue, (value) => expect(JSON.parse(canonicalJson(value))).toEqual(plain(value))),
    );
  });

  it('has a canonical form that is its own canonical form', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const canon = canonicalJson(value);
        expect(canonicalJson(JSON.parse(canon))).toBe(canon);
      }),
    );
  });

  it('has one canonical form, whatever the order of its members', () => {
    fc.assert(
      fc.property(anyValue, (value) => expect(canonicalJson(reversed(value))).toBe(canonicalJson(value))),
    );
  });
});
