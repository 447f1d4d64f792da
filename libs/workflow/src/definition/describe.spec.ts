import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { describeTransitions } from './describe.js';

test('docs/WORKFLOW.md shows the table that is in force', () => {
  expect(readFileSync('docs/WORKFLOW.md', 'utf8')).toBe(describeTransitions());
});
