import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CalendarDate, Id, line, prose, Timestamp } from './primitives.js';

const takes = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

describe('text', () => {
  test.each<[string, string, boolean, boolean]>([
    ['words', 'early warning', true, true],
    ['Arabic with a joiner', 'أ\u200Cب', true, true],
    ['an emoji', '\u{1F54A}\uFE0F', true, true],
    ['a line break', 'a\nb', false, true],
    ['a tab', 'a\tb', false, true],
    ['a zero byte', 'a\0b', false, false],
    ['an escape', 'a\u001bb', false, false],
    ['half an emoji', 'a\ud83d', false, false],
    ['nothing', '', false, false],
    ['blanks alone', ' \n\t ', false, false],
  ])('%s', (_case, text, asLine, asProse) => {
    expect([takes(line(50), text), takes(prose(50), text)]).toEqual([asLine, asProse]);
  });

  test('is kept in NFC and without outer blanks, so that keeping it twice changes nothing', () => {
    expect(line(50).parse('  pre\u0301coce ')).toBe('précoce');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const kept = prose(50).safeParse(text);
        if (!kept.success) return;
        expect(kept.data).toBe(kept.data.normalize('NFC'));
        expect(prose(50).parse(kept.data)).toBe(kept.data);
        expect(kept.data.length).toBeLessThanOrEqual(50);
      }),
    );
  });

  test('is measured in UTF-16 code units', () => {
    expect(takes(line(4), 'abcd')).toBe(true);
    expect(takes(line(4), 'abcde')).toBe(false);
    expect(takes(line(4), '\u{1F54A}\u{1F54A}')).toBe(true);
  });
});

describe('identifiers and times', () => {
  test('an identifier has one spelling', () => {
    expect(Id.parse('0190A8C1-0000-7000-8000-ABCDEF000001')).toBe('0190a8c1-0000-7000-8000-abcdef000001');
  });

  test.each(['', 'x', '0190a8c100007000800000000000001', "' or 1=1", '../..', 7, null])(
    '%p is no identifier',
    (id) => {
      expect(takes(Id, id)).toBe(false);
    },
  );

  test.each([
    ['2026-02-28', true],
    ['2028-02-29', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['0000-01-01', false],
    ['0001-01-01', true],
    ['2026-1-1', false],
    ['12026-01-01', false],
    ['infinity', false],
    ['2026-01-01T00:00:00Z', false],
  ])('%s as a day: %s', (date, isTaken) => {
    expect(takes(CalendarDate, date)).toBe(isTaken);
  });

  test.each([
    ['2026-01-01T00:00:00.000Z', true],
    ['2026-01-01T00:00:00Z', false],
    ['2026-01-01T00:00:00.000+01:00', false],
    ['2026-01-01T24:00:00.000Z', false],
    ['0000-01-01T00:00:00.000Z', false],
  ])('%s as an instant: %s', (time, isTaken) => {
    expect(takes(Timestamp, time)).toBe(isTaken);
  });
});
