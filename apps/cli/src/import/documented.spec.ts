import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '../checkout.js';
import { columns } from './csv-columns.js';
import { readCsv } from './read-csv.js';
import { readJson } from './read-json.js';

const page = readFileSync(join(checkout, 'docs', 'IMPORT.md'), 'utf8');
const example = (language: string) => new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(page)?.[1] ?? '';

test('docs/IMPORT.md describes every column, and no other', () => {
  const described = [...page.matchAll(/^\| `([a-z_]+)` +\|/gm)].map(([, name]) => name);
  expect(described.sort()).toEqual(columns.map(({ name }) => name).sort());
});

test('the examples of docs/IMPORT.md can be imported', () => {
  const rows = [...readCsv(example('csv')), ...readJson(example('json'))];
  expect(rows.flatMap(({ faults }) => faults)).toEqual([]);
  expect(rows).toHaveLength(5);
});

test('the real reviews of the demo can be imported', () => {
  const text = readFileSync(join(checkout, 'apps', 'cli', 'demo-data', 'real-reviews.json'), 'utf8');
  expect(readJson(text).flatMap(({ faults }) => faults)).toEqual([]);
});
