import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { savedQueriesMax, type Page, type SavedQuery } from '#contracts';
import type { Client } from '../support/client.js';
import { expectRefused } from '../support/matchers.js';
import { leavesNoTrace } from '../support/record.js';
import { signedIn } from '../support/signed-in.js';
import { createSmallWorld, type SmallWorld } from '../support/small-world.js';
import { startApp, type TestApp } from '../support/start-app.js';

describe('questions to the history', () => {
  let app: TestApp;
  let world: SmallWorld;
  let as: Record<'auditor' | 'manager', Client>;
  beforeAll(async () => {
    app = await startApp();
    world = await createSmallWorld(app.store);
    as = await signedIn(app, world, 'auditor', 'manager');
  });
  afterAll(() => app.stop());

  const kept = async (client: Client) =>
    ((await client.get('/me/saved-queries').expect(200)).body as Page<SavedQuery>).rows;
  const save = (client: Client, id: string, name: string, query: object = { refused: 'true' }) =>
    client.send('put', `/me/saved-queries/${id}`).send({ name, query });

  test('are kept under a name, changed, renamed and forgotten, and leave no entry', async () => {
    const id = randomUUID();
    const query = {
      objectType: ['grant', 'sign-in'],
      actorId: world.people.manager,
      from: '2026-01-01T00:00:00.000Z',
      order: 'ascending',
    };
    await leavesNoTrace(app.store, async () => {
      const saved = await save(as.auditor, id, '  What the manager did ', query).expect(200);
      expect(saved.body).toEqual({ id, name: 'What the manager did', query });
    });
    await save(as.auditor, id, 'Refused', { refused: 'true' }).expect(200);
    expect(await kept(as.auditor)).toEqual([
      { id, name: 'Refused', query: { refused: 'true', order: 'descending' } },
    ]);
    await as.auditor.send('delete', `/me/saved-queries/${id}`).expect(204);
    expect(await kept(as.auditor)).toEqual([]);
    expectRefused(await as.auditor.send('delete', `/me/saved-queries/${id}`), 'not-found');
  });

  test('are one’s own: nobody else reads, changes or forgets them', async () => {
    const id = randomUUID();
    await save(as.auditor, id, 'Mine').expect(200);
    expect(await kept(as.manager)).toEqual([]);
    expectRefused(await save(as.manager, id, 'Theirs'), 'not-found');
    expectRefused(await as.manager.send('delete', `/me/saved-queries/${id}`), 'not-found');
    await save(as.manager, randomUUID(), 'Mine').expect(200);
    expect((await kept(as.auditor)).map(({ name }) => name)).toEqual(['Mine']);
  });

  test('have names of their own, in whatever letters', async () => {
    await save(as.manager, randomUUID(), 'Grants').expect(200);
    const taken = expectRefused(await save(as.manager, randomUUID(), 'gRANTS'), 'already-exists');
    expect(taken.fields).toEqual([{ field: 'name', message: 'is taken' }]);
  });

  test.each([
    ['a filter that there is not', { colour: 'red' }],
    ['a word that there is not', { objectType: ['unicorn'] }],
    ['a page', { limit: 5 }],
    ['a cursor', { cursor: 'abc' }],
    ['a time that is none', { from: 'yesterday' }],
    ['no question', null],
  ])('are questions that the history takes: not with %s', async (_what, query) => {
    expectRefused(await save(as.auditor, randomUUID(), 'x', query as unknown as object), 'invalid-input');
  });

  test('have a name of one line, of some length', async () => {
    for (const name of ['', '  ', 'a\nb', 'x'.repeat(101)])
      expectRefused(await save(as.auditor, randomUUID(), name), 'invalid-input');
    expectRefused(await save(as.auditor, 'not-an-id', 'x'), 'not-found');
  });

  test(`are ${savedQueriesMax} at most, and one may still be changed then`, async () => {
    const [first] = await kept(as.auditor);
    for (let count = 1; count < savedQueriesMax; count++)
      await save(as.auditor, randomUUID(), `Question ${count}`).expect(200);
    expectRefused(await save(as.auditor, randomUUID(), 'One too many'), 'limit-reached');
    await save(as.auditor, first?.id ?? '', 'Renamed').expect(200);
    expect(await kept(as.auditor)).toHaveLength(savedQueriesMax);
  });
});
