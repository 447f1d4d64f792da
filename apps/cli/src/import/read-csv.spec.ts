import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { columnNames } from './csv-columns.js';
import { readCsv } from './read-csv.js';

const head = 'review_code,code,title,text';
const faultsOf = (text: string) =>
  readCsv(text).flatMap(({ place, faults }) => faults.map((one) => `${place}: ${one}`));

describe('the header row', () => {
  test.each([
    ['a missing column', 'review_code,code,text', /Missing: title\./],
    ['an unknown column', `${head},colour`, /Unknown: colour\./],
    ['a column named twice', `${head},title`, /Named twice: title\./],
    ['nothing below it', head, /no other/],
  ])('is refused with %s', (_what, header, reason) => {
    expect(() => readCsv(header === head ? `${head}\n` : `${header}\nr,1,t,x,y`)).toThrow(reason);
  });

  test('may be separated by commas, semicolons or tabs, in any case and order', () => {
    for (const mark of [',', ';', '\t']) {
      const rows = readCsv(`TEXT${mark}Code${mark}title${mark}review_code\nx${mark}1${mark}t${mark}r\n`);
      expect(rows).toMatchObject([
        { reviewCode: 'r', code: '1', input: { title: 't', text: 'x' }, faults: [] },
      ]);
    }
  });
});

describe('a row', () => {
  test('is named by the line that it begins on', () => {
    const rows = readCsv(`${head}\r\nr,1,"t\r\nu",x\r\n\r\nr,2,"t\nu\n",x\r\nr,3,t,x`);
    expect(rows.map(({ place }) => place)).toEqual(['line 2', 'line 5', 'line 8']);
  });

  test('keeps a cell that begins like a formula as the text that it is, with a warning', () => {
    for (const cell of ['=1+1', '+1', '-1', '@SUM(A1)']) {
      const [row] = readCsv(`${head}\nr,1,${cell},x`);
      expect(row).toMatchObject({ input: { title: cell }, faults: [] });
      expect(row?.warnings).toEqual(['title begins like a formula; it is imported as the text that it is']);
    }
  });

  test('says all that is wrong with it in the words of its columns', () => {
    const text = `${head},source_verified,citation_section,criticality\n,#,,x,perhaps,IV,huge`;
    expect(faultsOf(text)).toEqual([
      'line 2: review_code is empty',
      expect.stringContaining('line 2: code may hold only letters'),
      'line 2: title is empty',
      'line 2: citation_document is missing',
      'line 2: source_verified must be true or false',
      'line 2: criticality must be “critical” or “important” or “other”',
    ]);
  });

  test('with another number of cells than the header row is bad', () => {
    expect(faultsOf(`${head}\nr,1,t,x\nr,2,t`)).toEqual([
      expect.stringMatching(/^line 3: has 3 cells; .* has 4/),
    ]);
  });

  test('may bring its review, which others may repeat but not contradict', () => {
    const columns = `${head},review_title,review_date,review_commissioned_by,review_summary`;
    const review = 'Title,2020-01-31,Board,Summary';
    const rows = readCsv(
      `${columns}\nr,1,t,x,${review}\nr,2,t,x,${review}\nr,3,t,x,,,,\nr,4,t,x,Other,2020-01-31,Board,S`,
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['review', ...Array<string>(4).fill('recommendation')]);
    expect(rows.flatMap(({ faults }) => faults)).toEqual(['says other things of its review than line 2']);
  });

  test.each([
    ['is never closed', 'r,1,"t,x\nr,2,t,x', /line 3 opens a quotation mark/],
    ['closes too early', 'r,1,"t"u,x', /line 3 has text after a closing/],
    ['opens in the middle', 'r,1,t"u,x', /line 3 has a quotation mark inside/],
  ])('whose quotation mark %s makes the file unusable', (_how, row, reason) => {
    expect(() => readCsv(`${head}\nr,0,t,x\n${row}\n`)).toThrow(reason);
  });
});

test('what is written as CSV by its rules is read back as it was', () => {
  const cell = fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => `a${text}z`.normalize('NFC'));
  const readable = cell.filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text));
  fc.assert(
    fc.property(readable, readable, (title, text) => {
      const quoted = [title, text].map((one) => `"${one.replaceAll('"', '""')}"`);
      expect(readCsv(`${head}\nr,1,${quoted.join(',')}\n`)).toMatchObject([{ input: { title, text } }]);
    }),
  );
});

test('column names are plain', () => {
  for (const name of columnNames) expect(name).toMatch(/^[a-z_]+$/);
});
