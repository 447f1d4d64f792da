import { expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { commandNames, delegableDeeds } from '#contracts';
import { transitions } from '#workflow';
import { everybody } from '../../../test/support/matrix/every-case.js';
import { actorOf } from '../../../test/support/matrix/plain-facts.js';
import { sentencesFor } from './declaration.js';

const said = everybody.flatMap(({ member }) => sentencesFor(actorOf(member)));

test('only deeds that there are are spoken of', () => {
  const deeds = new Set<string>([
    'read',
    ...commandNames,
    ...transitions.flatMap(({ id, decides }) => (decides === 'nobody' ? [] : [`proposal.make:${id}`])),
    ...delegableDeeds.map((deed) => `delegation.give:${deed}`),
  ]);
  expect([...new Set(said.map(({ deed }) => deed))].filter((deed) => !deeds.has(deed))).toEqual([]);
});

test('every condition looks at a field of something', () => {
  const fields = new Set(said.flatMap(({ where }) => Object.keys(where)));
  expect([...fields].filter((field) => !/^[a-z-]+\.[a-zA-Z]+$/.test(field))).toEqual([]);
});

test('nothing is said that could never hold', () => {
  const empty = said.filter(({ where }) =>
    Object.values(where).some(
      (wanted) => typeof wanted === 'object' && wanted && '$in' in wanted && wanted.$in.length === 0,
    ),
  );
  expect(empty).toEqual([]);
});

test('every part and every guard that is taken away to try the tests stands where it is looked for', () => {
  const listed = execFileSync(process.execPath, ['scripts/mutants.mjs', '--list'], { encoding: 'utf8' });
  expect(listed).toMatch(/^\d+ mutants$/m);
});
