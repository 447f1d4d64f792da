import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { commandNames, commands, roles } from '#contracts';
import { describePermissions, permissionNote } from './describe.js';
import { permissionMatrix } from './matrix.js';

test('docs/PERMISSIONS.md shows the declaration that is in force', () => {
  expect(readFileSync('docs/PERMISSIONS.md', 'utf8')).toBe(describePermissions());
});

test('the matrix tells who may, under what conditions and by which grants', () => {
  const row = permissionMatrix().find(({ deed }) => deed === 'proposal.withdraw');
  const own = { about: 'proposal.proposedById', is: 'me', values: [] };
  expect(row?.ways.observer).toEqual([]);
  expect(row?.ways.auditor).toEqual([
    {
      conditions: [{ about: 'in-scope', is: 'so', values: [] }, own],
      scopes: ['installation', 'entity', 'review', 'recommendation'],
      fields: null,
    },
  ]);
});

test('every command is given to some role, but for the founding, and nobody is given what is not theirs', () => {
  const rows = permissionMatrix();
  const given = (name: string) =>
    rows
      .filter(({ deed }) => deed === name || deed.startsWith(`${name}:`))
      .flatMap(({ ways }) => roles.filter((role) => ways[role].length > 0));
  expect(commandNames.filter((name) => given(name).length === 0)).toEqual([
    'installation.found',
    // Carried out by what a person's sign-in says, and by nobody's role.
    'grant.map',
  ]);
  expect(new Set(given('person.create'))).toEqual(new Set(['administrator']));
  expect(given('proposal.approve')).not.toContain('staff');
});

test('the notes of the API name roles, conditions and what is never allowed', () => {
  expect(permissionNote('comment.edit', 'comment')).toContain('written by oneself');
  expect(permissionNote('proposal.approve', 'proposal')).toContain('never proposed by oneself');
  expect(permissionNote('read', 'person')).toContain('of it: id, name, language, state');
  expect(permissionNote('installation.found', commands['installation.found'].objectType)).toBeNull();
});
