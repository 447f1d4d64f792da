import { expect, test } from '@jest/globals';
import { actorAt, type HeldRight } from './rights.js';

const right = (id: string, startsAt: string | null, endsAt: string | null): HeldRight => ({
  personId: 'somebody',
  id,
  role: 'staff',
  scopeType: 'installation',
  scopeId: null,
  entityIds: [],
  verifies: false,
  startsAt,
  endsAt,
  delegationId: null,
  fromId: null,
  lentScopeType: null,
  lentScopeId: null,
  lentEntityIds: [],
  deeds: null,
  emergencyId: null,
  now: '2026-03-01T12:00:00.000Z',
});
const [march, april, may] = [
  '2026-03-01T00:00:00.000Z',
  '2026-04-01T00:00:00.000Z',
  '2026-05-01T00:00:00.000Z',
];
const rights = [
  right('always', null, null),
  right('from April', april, null),
  right('until May', march, may),
];

test.each([
  ['2026-02-01T00:00:00.000Z', ['always'], march],
  [march, ['always', 'until May'], april],
  [april, ['always', 'from April', 'until May'], may],
  [may, ['always', 'from April'], undefined],
])('at %s these rights run: %j, until the next boundary', (at, running, changesAt) => {
  const actor = actorAt('somebody', rights, at);
  expect(actor.grants.map(({ id }) => id)).toEqual(running);
  expect(actor.changesAt).toBe(changesAt);
});
