import { expect, test } from '@jest/globals';
import { permissionMatrix } from '#permissions';
import { matrixGroups, soughtGroups } from './matrix-groups.js';

const words = { noun: (noun: string) => `[${noun}]`, deed: (deed: string) => `do ${deed}` };

test('every deed of the declaration stands in the page once, beside its own rules', () => {
  const shown = matrixGroups().flatMap(({ noun, groups }) =>
    groups.flatMap(({ deeds, ways, never }) => deeds.map((deed) => ({ deed, noun, ways, never }))),
  );
  const byName = (one: { deed: string; noun: string }, other: { deed: string; noun: string }) =>
    `${one.noun} ${one.deed}`.localeCompare(`${other.noun} ${other.deed}`);
  expect(shown.toSorted(byName)).toEqual(permissionMatrix().toSorted(byName));
});

test('what is sought by role, kind of object and words is shown, and nothing else', () => {
  const [only, ...others] = soughtGroups(
    matrixGroups(),
    { noun: 'proposal', role: 'auditor', find: 'APPROVE' },
    words,
  );
  expect(others).toEqual([]);
  expect(only?.noun).toBe('proposal');
  expect(only?.groups.flatMap(({ deeds }) => deeds)).toEqual(['proposal.approve']);
  expect(soughtGroups(matrixGroups(), { role: 'observer', noun: 'proposal' }, words)).toEqual([]);
  expect(soughtGroups(matrixGroups(), { find: '[redaction]' }, words).map(({ noun }) => noun)).toEqual([
    'redaction',
  ]);
});
