import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  differencesFrom,
  questionNames,
  unspokenCommands,
} from '../../../test/support/matrix/plain-cases.js';
import { toldOf } from './fields.js';
import { canRead, permit } from './permit.js';

/** The declaration against who may do what in plain words: every role, place, relation, marking and state. */

// A hundred thousand refusals are made here, whose stacks nobody reads.
const { stackTraceLimit } = Error;
beforeAll(() => {
  Error.stackTraceLimit = 0;
});
afterAll(() => {
  Error.stackTraceLimit = stackTraceLimit;
});

test.each(questionNames)('the declaration says the same as plain words, in questions %s', (question) => {
  const differences = [];
  for (const difference of differencesFrom({ canRead, permit, toldOf }, question))
    if (differences.push(difference) === 4) break;
  expect(differences).toEqual([]);
});

test('the plain words speak of every command', () => {
  // Nobody's role gives these: the founding, and what a person's sign-in at a provider says.
  expect(unspokenCommands()).toEqual(['installation.found', 'grant.map']);
});
