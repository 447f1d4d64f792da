import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { HouseWithPast, type AnyRow } from '../support/house-with-past.js';
import { expectRefused } from '../support/matchers.js';

describe('looking back', () => {
  let house: HouseWithPast;
  let world: HouseWithPast['world'];
  let as: HouseWithPast['as'];
  beforeAll(async () => {
    house = await HouseWithPast.open();
    ({ world, as } = house);
  });
  afterAll(() => house.close());

  test('who could see it follows what it was, who had which grant, and the tree of entities of then', async () => {
    const id = await world.issued({ confidentiality: 'public' });
    const open = await house.moment();
    await house.classify(id, 'confidential');
    const closed = await house.moment();
    await as.director.must('recommendation.assign', { leadEntityId: world.entities.other }, id);
    const moved = await house.moment();
    const namesAt = async (asOf: string) =>
      (await house.rowsOf('director', `/recommendations/${id}/readers`, { asOf, limit: '200' }))
        .map(({ person }) => (person as { name: string }).name.split(' ')[0])
        .sort();
    expect(await namesAt(open)).toEqual(
      ['Ada', 'Auditor', 'Director', 'Editor', 'Manager', 'Observer', 'Staff'].sort(),
    );
    expect(await namesAt(closed)).toEqual(['Auditor', 'Director', 'Manager']);
    expect(await namesAt(moved)).toEqual(['Auditor', 'Director', 'StrangersManager']);
    const pages: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query: Record<string, string> = { asOf: open, limit: '2', ...(cursor && { cursor }) };
      const { body } = await as.director.get(`/recommendations/${id}/readers`, query).expect(200);
      const page = body as { rows: { person: { name: string } }[]; next: string | null };
      pages.push(...page.rows.map(({ person }) => person.name.split(' ')[0] ?? ''));
      cursor = page.next;
    }
    expect(pages.sort()).toEqual(await namesAt(open));
  });

  test('who could see it is told to managers and auditors who may read it, and to nobody else', async () => {
    const id = await world.issued({ confidentiality: 'public' });
    const time = await house.moment();
    const ask = (person: keyof typeof as) => as[person].get(`/recommendations/${id}/readers`, { asOf: time });
    await ask('manager').expect(200);
    await ask('auditor').expect(200);
    expectRefused(await ask('staff'), 'not-permitted');
    expectRefused(await ask('observer'), 'not-permitted');
    expectRefused(await ask('strangersManager'), 'not-found');
    const nothing = '0192f3a0-0000-7000-8000-000000000000';
    expectRefused(await as.manager.get(`/recommendations/${nothing}/readers`), 'not-found');
  });

  test('two times are compared field by field, with who changed each last', async () => {
    const id = await world.draft({ title: 'As it was', confidentiality: 'internal' });
    const from = await house.moment();
    await as.manager.must('recommendation.edit', { title: 'In between' }, id);
    const { entries } = await as.director.must('recommendation.edit', { title: 'As it is' }, id);
    await as.manager.must('recommendation.edit', { themes: ['x'] }, id);
    await as.manager.must('recommendation.edit', { themes: [] }, id);
    const { objectId: action } = await as.staff.must('action.plan', {
      recommendationId: id,
      title: 'Planned in between',
      due: { date: '2027-01-01', precision: 'day' },
    });
    const to = await house.moment();
    await as.manager.must('recommendation.edit', { title: 'After it all' }, id);

    const rows = await house.rowsOf('manager', `/recommendations/${id}/compare`, { from, to });
    expect(rows.map(({ objectType, objectId }) => [objectType, objectId])).toEqual([
      ['action', action],
      ['recommendation', id],
    ]);
    expect(rows[0]).toMatchObject({ versionThen: null, versionNow: 1, name: 'Planned in between' });
    expect(rows[1]).toMatchObject({
      name: 'As it is',
      differences: [
        {
          field: 'title',
          then: 'As it was',
          now: 'As it is',
          changed: {
            by: { id: world.people.director, name: 'Director Tester' },
            action: 'recommendation.edited',
            entryId: entries[0]?.id,
          },
        },
      ],
    });
    const query = { from, to, limit: '1' };
    const first = await as.manager.get('/compare', { ...query, reviewId: world.reviewId }).expect(200);
    const { next, rows: one } = first.body as { next: string; rows: AnyRow[] };
    const second = await as.manager
      .get('/compare', { ...query, reviewId: world.reviewId, cursor: next })
      .expect(200);
    const both = [...one, ...(second.body as { rows: AnyRow[] }).rows];
    expect(both.map(({ objectId }) => objectId)).toEqual([action, id]);
  });

  test('a comparison tells nothing of what may not be read at either time or now', async () => {
    const id = await world.issued({ confidentiality: 'confidential', title: 'Wachtelkönig' });
    const from = await house.moment();
    await house.classify(id, 'public');
    const between = await house.moment();
    await as.director.must('recommendation.assign', { ownerId: world.people.staff }, id);
    const to = await house.moment();
    const told = (answer: { text: string }) => answer.text.includes('Wachtelkönig');
    expect(told(await as.observer.get('/compare', { from, to }).expect(200))).toBe(false);
    expect(told(await as.observer.get('/compare', { from: between, to }).expect(200))).toBe(true);
    expect(told(await as.director.get('/compare', { from, to }).expect(200))).toBe(true);
    await house.classify(id, 'confidential');
    expect(told(await as.observer.get('/compare', { from: between, to }).expect(200))).toBe(false);
    expectRefused(
      await as.observer.get(`/recommendations/${id}/compare`, { from: between, to }),
      'not-found',
    );
  });

  test('two times in the wrong order are refused; without the later one it is now', async () => {
    const [one, other] = [await house.moment(), await house.moment()];
    expectRefused(await as.director.get('/compare', { from: other, to: one }), 'invalid-input');
    expectRefused(await as.director.get('/compare', { from: one, to: one }), 'invalid-input');
    expectRefused(await as.director.get('/compare', { to: one }), 'invalid-input');
    await as.director.get('/compare', { from: one }).expect(200);
    expectRefused(
      await as.director.get('/compare', { from: one, to: '2999-01-01T00:00:00Z' }),
      'invalid-input',
    );
  });
});
