import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { ActionView, CommentView, type CommandName, type CommandRequest } from '#contracts';
import type { Client } from '../support/client.js';
import { expectRefused } from '../support/matchers.js';
import { readList } from '../support/read-list.js';
import { expectWholeLog, leavesNoTrace } from '../support/record.js';
import { signedIn } from '../support/signed-in.js';
import { createSmallWorld, type Person, type SmallWorld } from '../support/small-world.js';
import { startApp, type TestApp } from '../support/start-app.js';

const reason = 'Because it is so.';

describe('comments, actions and accounts through the doors', () => {
  let app: TestApp;
  let world: SmallWorld;
  let as: Record<Person, Client>;
  let recommendationId: string;
  beforeAll(async () => {
    app = await startApp();
    world = await createSmallWorld(app.store);
    as = await signedIn(app, world, ...(Object.keys(world.people) as Person[]));
    recommendationId = await world.started();
  });
  afterAll(async () => {
    await app.settled();
    await expectWholeLog(app.store);
    await app.stop();
  });

  /** Tries what must be refused and leave no trace. */
  const attempt = <N extends CommandName>(
    by: Person,
    name: N,
    input: CommandRequest<N>,
    id?: string,
    version = 1,
  ) => leavesNoTrace(app.store, () => as[by].command(name, input, id ? { id, version } : {}));
  const comment = async (id: string) =>
    (await readList(as.staff, '/comments', CommentView, { recommendationId })).find((one) => one.id === id);

  test('people talk in threads, name each other, and edit and resolve their own words', async () => {
    const mentions = [world.people.manager, world.people.auditor];
    const first = await as.staff.must('comment.post', {
      recommendationId,
      text: 'What do you think?',
      mentions,
    });
    const answer = await as.manager.must('comment.post', {
      recommendationId,
      text: 'Good.',
      parentId: first.objectId,
    });
    expect(await comment(first.objectId)).toMatchObject({
      about: { objectType: 'recommendation', objectId: recommendationId },
      author: { id: world.people.staff },
      state: 'open',
      edits: 0,
    });
    const named = (await comment(first.objectId))?.mentioned.map(({ name }) => name).sort();
    expect(named).toEqual(['Auditor Tester', 'Manager Tester']);
    expect((await comment(answer.objectId))?.parentId).toBe(first.objectId);
    await as.staff.must('comment.edit', { text: 'What do you all think?' }, first.objectId, 1);
    expect(await comment(first.objectId)).toMatchObject({
      text: 'What do you all think?',
      edits: 1,
      version: 2,
    });
    expectRefused(
      await attempt('manager', 'comment.edit', { text: 'x' }, first.objectId, 2),
      'not-permitted',
    );
    expectRefused(
      await attempt('staff', 'comment.edit', { text: 'What do you all think?' }, first.objectId, 2),
      'nothing-to-change',
    );
    await as.manager.must('comment.resolve', {}, first.objectId, 2);
    expectRefused(await attempt('staff', 'comment.resolve', {}, first.objectId, 3), 'wrong-state');
  });

  test('a comment is about its recommendation or something of it, and answers one of the same thread', async () => {
    const other = await world.issued();
    const elsewhere = await as.staff.must('comment.post', { recommendationId: other, text: 'Elsewhere.' });
    const text = 'x';
    const objectId = recommendationId;
    const wrong: CommandRequest<'comment.post'>[] = [
      { recommendationId, text, parentId: elsewhere.objectId },
      { recommendationId, text, about: { objectType: 'action', objectId: randomUUID() } },
      { recommendationId, text, about: { objectType: 'recommendation', objectId: other } },
      { recommendationId, text, about: { objectType: 'proposal', objectId } },
    ];
    for (const input of wrong)
      expectRefused(await attempt('staff', 'comment.post', input), 'reference-not-found');
    const link = {
      recommendationId,
      title: 'Secret',
      url: 'https://example.org',
      confidentiality: 'confidential' as const,
    };
    const evidence = await as.manager.must('evidence.add-link', link);
    const about = { objectType: 'evidence' as const, objectId: evidence.objectId };
    await as.manager.must('comment.post', { recommendationId, text, about });
  });

  test('actions are planned, changed, started, completed and dropped', async () => {
    const due = { date: '2020-03-01', precision: 'month' } as const;
    const ownerId = world.people.staff;
    const planned = await as.staff.must('action.plan', {
      recommendationId,
      title: 'Write it down',
      ownerId,
      due,
    });
    const action = async (id = planned.objectId) =>
      (await readList(as.staff, '/actions', ActionView, { recommendationId })).find((one) => one.id === id);
    expect(await action()).toMatchObject({ state: 'planned', isOverdue: true, owner: { id: ownerId } });
    await as.manager.must(
      'action.change',
      { title: 'Write it all down', due: { date: '2030-01-01', precision: 'year' } },
      planned.objectId,
      1,
    );
    expect(await action()).toMatchObject({
      title: 'Write it all down',
      dueDate: '2030-01-01',
      isOverdue: false,
    });
    expectRefused(
      await attempt('staff', 'action.change', { title: 'Write it all down' }, planned.objectId, 2),
      'nothing-to-change',
    );
    await as.staff.must('action.start', {}, planned.objectId, 2);
    expectRefused(
      await attempt('auditor', 'action.complete', { narrative: 'x' }, planned.objectId, 3),
      'not-permitted',
    );
    await as.staff.must('action.complete', { narrative: 'It is written.' }, planned.objectId, 3);
    expectRefused(await attempt('staff', 'action.drop', { reason }, planned.objectId, 4), 'wrong-state');
    const second = await as.staff.must('action.plan', { recommendationId, title: 'Another', due });
    await as.staff.must('action.drop', { reason }, second.objectId, 1);
    expect(await action(second.objectId)).toMatchObject({ state: 'dropped', isOverdue: false });
  });

  test('the administrator keeps entities, accounts and grants, and nobody else does', async () => {
    const { administrator } = as;
    const entity = {
      name: 'A new office',
      acronym: 'NEW',
      kind: 'office',
      parentId: world.entities.whole,
    } as const;
    const { objectId: entityId } = await administrator.must('entity.create', entity);
    await administrator.must('entity.change', { name: 'A newer office' }, entityId, 1);
    const person = { name: 'Nina New', email: 'Nina@Test.example' };
    const { objectId: personId } = await administrator.must('person.create', person);
    await administrator.must('person.change', { language: 'ar' }, personId, 1);
    const people = await administrator.get('/people', { search: 'nina@test' }).expect(200);
    expect(people.body.rows).toMatchObject([
      { id: personId, email: 'nina@test.example', language: 'ar', version: 2 },
    ]);
    const grant: CommandRequest<'grant.give'> = {
      personId,
      role: 'staff',
      scopeType: 'entity',
      scopeId: entityId,
      reason,
    };
    const given = await administrator.must('grant.give', grant);
    expectRefused(await attempt('administrator', 'grant.give', grant), 'already-exists');
    await administrator.must('grant.end', { reason }, given.objectId, 1);
    expectRefused(await attempt('administrator', 'grant.end', { reason }, given.objectId, 2), 'wrong-state');
    expectRefused(await attempt('administrator', 'person.create', person), 'already-exists');
    expectRefused(
      await attempt('administrator', 'entity.create', { ...entity, name: 'A newer office' }),
      'already-exists',
    );
    for (const by of ['staff', 'manager', 'director', 'auditor', 'observer'] as const) {
      expectRefused(await attempt(by, 'grant.give', grant), 'not-permitted');
      expectRefused(
        await attempt(by, 'person.create', { name: 'x', email: 'x@test.example' }),
        'not-permitted',
      );
      expectRefused(
        await attempt(by, 'entity.create', { ...entity, name: 'x', acronym: 'X' }),
        'not-permitted',
      );
      const refused = await attempt(by, 'person.set-password', { password: 'x'.repeat(12) }, personId, 2);
      expect(['not-permitted', 'not-found']).toContain((JSON.parse(refused.text) as { code: string }).code);
    }
  });

  test('nobody gives a role to themselves, however the identifier is spelled', async () => {
    for (const personId of [world.people.administrator, world.people.administrator.toUpperCase()]) {
      const grant = { personId, role: 'manager', scopeType: 'installation', reason } as const;
      expectRefused(await attempt('administrator', 'grant.give', grant), 'not-permitted');
    }
    const own = await as.administrator.get('/grants', { personId: world.people.administrator }).expect(200);
    expect(own.body.rows).toHaveLength(1);
    const { administrator } = world.people;
    const version = await world.versionOf('person', administrator);
    expectRefused(
      await attempt('administrator', 'person.deactivate', { reason }, administrator, version),
      'wrong-state',
    );
  });

  test('a grant has a scope that fits, and verifies only for an auditor', async () => {
    const grant = { personId: world.people.observer, role: 'staff', reason } as const;
    const scopeId = world.entities.lead;
    for (const more of unfitGrants(scopeId)) {
      const input = { ...grant, ...more } as CommandRequest<'grant.give'>;
      expectRefused(await attempt('administrator', 'grant.give', input), 'invalid-input');
    }
    const nowhere = { ...grant, scopeType: 'review', scopeId } as const;
    expectRefused(await attempt('administrator', 'grant.give', nowhere), 'reference-not-found');
  });
});

/** What does not go together in a grant. */
const unfitGrants = (scopeId: string) => [
  { scopeType: 'installation', scopeId },
  { scopeType: 'entity' },
  { scopeType: 'planet', scopeId },
  { role: 'king', scopeType: 'installation' },
  { scopeType: 'installation', verifies: true },
];
