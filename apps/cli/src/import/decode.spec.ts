import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decode, importSizeMax } from './decode.js';

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding);
const bom16 = Buffer.from([0xff, 0xfe]);

describe('an import file is read as UTF-8', () => {
  test('with or without a byte order mark', () => {
    expect(decode(bytes('\uFEFFa,b'))).toBe('a,b');
    expect(decode(bytes('a,b'))).toBe('a,b');
  });

  test('whatever text it holds', () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((one) => one.trim() !== '' && !one.includes('\0') && !/^(\uFEFF|PK)/.test(one));
    fc.assert(fc.property(text, (one) => expect(decode(bytes(one))).toBe(one)));
  });

  test.each([
    ['UTF-16 with its mark', Buffer.concat([bom16, bytes('a,b\n1,2', 'utf16le')]), /UTF-16.*UTF-8/s],
    ['UTF-16 big-endian', bytes('\uFEFFa,b', 'utf16le').swap16(), /UTF-16/],
    ['UTF-16 without a mark', bytes('review_code,code,title', 'utf16le'), /UTF-16/],
    ['Windows-1252', Buffer.concat([bytes('a\nb\ncaf'), Buffer.from([0xe9])]), /line 3.*Windows-1252/],
    ['a workbook', Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), /workbook/],
    ['no text at all', Buffer.from([1, 2, 0, 4, 5, 6, 7, 8]), /not text/],
    ['nothing', bytes(' \n'), /empty/],
    ['too much', Buffer.alloc(importSizeMax + 1, 0x61), /50 MB/],
  ])('and refused with advice where it is %s', (_what, content, reason) => {
    expect(() => decode(content)).toThrow(reason);
  });
});
