import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '#ledger';
import { foundIn } from '../../../test/support/model-history.js';
import { ModelWorld } from '../../../test/support/model-world.js';
import { Dice } from '../../../test/support/random/dice.js';
import { randomCommand, randomCommandNames } from '../../../test/support/random/random-command.js';
import { sampleChanges, idOf } from '../../../test/support/sample-states.js';
import { commandNames, commands, type CommandName } from './commands.js';
import { entryKinds, type EntryAction } from './history.js';
import { ProposedChange } from './proposal.js';
import { GiveGrant } from './grant.js';
import { AddLinkEvidence } from './evidence.js';
import { objectTypes } from './vocabulary.js';

/** A command of each kind as a person might send it. */
function examples(seed: number): Map<CommandName, unknown> {
  const dice = new Dice(seed);
  const found = new Map<CommandName, unknown>();
  const world = new ModelWorld();
  foundIn(world);
  for (let count = 0; count < 20_000 && found.size < randomCommandNames.length; count++) {
    const command = randomCommand(dice, world);
    found.set(command.name, command.input);
    try {
      world.issue(command, idOf(1 + dice.below(5)));
    } catch {
      continue;
    }
  }
  return found;
}

describe('commands', () => {
  const byName = examples(1);

  test('every one that a person gives by its words alone has an example', () => {
    // Founding is the operator's, a mapped right the provider's, and one's own password is proved by the old one.
    expect(commandNames.filter((name) => !byName.has(name))).toEqual([
      'installation.found',
      'person.change-password',
      'grant.map',
    ]);
  });

  test('each is named for its object, and each object has a way to come to be', () => {
    for (const name of commandNames) expect(name.startsWith(`${commands[name].objectType}.`)).toBe(true);
    for (const type of objectTypes)
      expect(
        commandNames.some((name) => commands[name].objectType === type && commands[name].shape === 'create'),
      ).toBe(true);
  });

  test.each([...byName])('%s takes no field that it does not know', (name, input) => {
    const faults = commands[name].input.safeParse({ ...(input as object), sudo: true }).error?.issues;
    expect(faults).toMatchObject([{ code: 'unrecognized_keys', keys: ['sudo'] }]);
  });

  test.each([...byName])('%s takes nothing but an object', (name) => {
    for (const input of [null, undefined, [], 'x', 7])
      expect(commands[name].input.safeParse(input).success).toBe(false);
  });

  test('what a command brings is written to the history just as it is kept', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const dice = new Dice(seed);
        const world = new ModelWorld();
        for (let count = 0; count < 30; count++) {
          const { name, input } = randomCommand(dice, world);
          const parsed = commands[name].input.safeParse(input);
          if (parsed.success) expect(JSON.parse(canonicalJson(parsed.data))).toEqual(parsed.data);
        }
      }),
    );
  });
});

describe('what a proposal may ask', () => {
  test.each(Object.values(sampleChanges))('$transition', (change) => {
    expect(ProposedChange.parse(change)).toEqual(change);
    expect(ProposedChange.safeParse({ ...change, closure: 'superseded' }).success).toBe(false);
  });

  test.each([
    [{ transition: 'respond', to: 'pending' }],
    [{ transition: 'respond', to: 'closed' }],
    [{ transition: 'start' }],
    [{ transition: 'close-alternative' }],
    [{ transition: 'close-alternative', reason: ' ' }],
    [{ transition: 'close-risk-accepted', riskStatement: 'x' }],
    [{ transition: 'move-due-date', due: { date: '2026-02-30', precision: 'day' }, reason: 'x' }],
    [{ transition: 'move-due-date', due: { date: '2026-02-20', precision: 'week' }, reason: 'x' }],
    [{ transition: 'reopen' }],
    [{ transition: '__proto__' }],
    [{}],
  ])('never %j', (change) => {
    expect(ProposedChange.safeParse(change).success).toBe(false);
  });
});

describe('grants and links', () => {
  const grant = { personId: idOf(1), role: 'staff', scopeType: 'entity', scopeId: idOf(2), reason: 'New.' };

  test.each<[string, object, boolean]>([
    ['an entity', {}, true],
    ['an entity that is not named', { scopeId: null }, false],
    ['the installation', { scopeType: 'installation', scopeId: null }, true],
    ['the installation with a name', { scopeType: 'installation' }, false],
    ['an auditor who verifies', { role: 'auditor', verifies: true }, true],
    ['staff who verify', { verifies: true }, false],
    ['a role that is none', { role: 'owner' }, false],
    ['no reason', { reason: '' }, false],
  ])('a grant for %s', (_case, changes, isTaken) => {
    expect(GiveGrant.safeParse({ ...grant, ...changes }).success).toBe(isTaken);
  });

  test.each([
    ['https://example.org/a?b=c#d', true],
    ['http://example.org', true],
    ['javascript:alert(1)', false],
    ['data:text/html,x', false],
    ['file:///etc/passwd', false],
    ['example.org', false],
    ['https://example.org/a\0b', false],
    ['https://example.org/a\ud83d', false],
    [`https://example.org/${'a'.repeat(2000)}`, false],
  ])('a link to %.40s: %s', (url, isTaken) => {
    expect(AddLinkEvidence.safeParse({ recommendationId: idOf(1), title: 'A', url }).success).toBe(isTaken);
  });

  test('a period begins before it ends', () => {
    const link = { recommendationId: idOf(1), title: 'A', url: 'https://example.org' };
    const period = (effectiveFrom: string | null, effectiveTo: string | null) =>
      AddLinkEvidence.safeParse({ ...link, effectiveFrom, effectiveTo }).success;
    expect(period('2026-01-01', '2026-01-01')).toBe(true);
    expect(period(null, '2026-01-01')).toBe(true);
    expect(period('2026-01-02', '2026-01-01')).toBe(false);
  });
});

describe('entries of the history', () => {
  const actions = Object.entries(entryKinds) as [EntryAction, (typeof entryKinds)[EntryAction]][];

  test('each object type comes to be in just one way, and never changes who or when it was made by', () => {
    for (const type of objectTypes)
      expect(actions.filter(([, kind]) => kind.objectType === type && kind.creates)).toHaveLength(1);
    const folded = [
      'id',
      'version',
      'createdAt',
      'updatedAt',
      'proposedById',
      'addedById',
      'authorId',
      'code',
    ];
    for (const [action, { fields }] of actions)
      expect([
        action,
        folded.filter((field) => (fields as readonly string[] | null)?.includes(field)),
      ]).toEqual([action, []]);
  });
});
