import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { z } from 'zod';
import { axes, Me, routes, type Axis, type RecommendationRow } from '#contracts';
import { isOverdue } from '#workflow';
import { HouseOfManyStates, listReaders, recommendationsFor } from '../support/house-of-many-states.js';
import { expectRefused } from '../support/matchers.js';

const today = new Date().toISOString().slice(0, 10);

/** Every list and sum of the contracts' table that names no object in its path, with the contracts of question and answer. */
const lists = Object.values(routes).flatMap((route): [string, z.ZodObject, z.ZodType][] =>
  'query' in route && 'answer' in route && route.answer && !/:|^.log.in|^.log.con/.test(route.path)
    ? [[route.path, route.query as z.ZodObject, route.answer]]
    : [],
);

describe('lists', () => {
  let house: HouseOfManyStates;
  let world: HouseOfManyStates['world'];
  let as: HouseOfManyStates['as'];
  beforeAll(async () => {
    house = await HouseOfManyStates.open();
    ({ world, as } = house);
  });
  afterAll(() => house.close());

  test.each(listReaders)('every list answers %s by its contract, and no field more', async (person) => {
    const me: unknown = (await as[person].get('/me').expect(200)).body;
    expect(Me.strict().parse(me)).toEqual(me);
    const needed: Record<string, Record<string, string>> = {
      '/comments': { recommendationId: await world.issued() },
      '/compare': { from: '2020-01-01T00:00:00Z' },
    };
    for (const [path, question, answer] of lists) {
      const takesTime = 'asOf' in question.shape;
      const times: Record<string, string>[] = takesTime ? [{}, { asOf: new Date().toISOString() }] : [{}];
      for (const when of times) {
        const { status, body } = await as[person].get(path, { ...needed[path], ...when });
        if (status === 403) continue;
        expect([path, status]).toEqual([path, 200]);
        expect(answer.parse(body)).toEqual(body);
      }
    }
  });

  test('pages of any size make up the whole list in each order, once and without a gap', async () => {
    for (const sort of ['updated', 'due', 'code', 'criticality']) {
      const whole = await recommendationsFor(as.auditor, { sort, limit: 200 });
      expect(whole.length).toBeGreaterThan(12);
      for (const limit of [1, 4]) {
        const paged = await recommendationsFor(as.auditor, { sort, limit });
        expect(paged.map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
      }
      const [up, down] = [
        await recommendationsFor(as.auditor, { sort, order: 'ascending' }),
        await recommendationsFor(as.auditor, { sort, order: 'descending', limit: 3 }),
      ];
      expect(up.map(({ id }) => id)).toEqual(down.map(({ id }) => id).reverse());
    }
    const dated = await recommendationsFor(as.auditor, { sort: 'due' });
    const dates = dated.map(({ dueDate }) => dueDate).filter((date) => date !== null);
    expect(dates.slice(0, 2).sort()).toEqual(['2020-05-05', '2020-05-05']);
    expect(dated.at(-1)?.dueDate).toBeNull();
  });

  test('each filter keeps just the rows that fit', async () => {
    const all = await recommendationsFor(as.auditor);
    const ids = (rows: RecommendationRow[]) => rows.map(({ id }) => id).sort();
    const check = async (query: Record<string, string>, fits: (row: RecommendationRow) => boolean) => {
      expect([query, ids(await recommendationsFor(as.auditor, query))]).toEqual([
        query,
        ids(all.filter(fits)),
      ]);
    };
    for (const [axis, states] of Object.entries(axes) as [Axis, readonly string[]][]) {
      for (const state of states) await check({ [axis]: state }, (row) => row[axis] === state);
      await check({ [axis]: states.slice(0, 2).join(',') }, (row) => states.slice(0, 2).includes(row[axis]));
    }
    await check({ criticality: 'critical,other' }, (row) => row.criticality !== 'important');
    await check({ confidentiality: 'confidential' }, (row) => row.confidentiality === 'confidential');
    await check({ leadEntityId: world.entities.other }, (row) => row.leadEntityId === world.entities.other);
    await check({ leadEntityId: Object.values(world.entities).join(',') }, () => true);
    await check({ ownerId: world.people.staff }, (row) => row.ownerId === world.people.staff);
    await check({ reviewId: world.reviewId.toUpperCase() }, () => true);
    await check({ theme: 'training' }, (row) => row.themes.includes('training'));
    await check({ overdue: 'true' }, (row) => row.isOverdue);
    await check({ overdue: 'false' }, (row) => !row.isOverdue);
    await check({ overdue: 'true', closure: 'open', ownerId: world.people.staff }, (row) => row.isOverdue);
  });

  test('overdue is what the workflow says it is', async () => {
    const all = await recommendationsFor(as.auditor);
    for (const row of all) expect(row.isOverdue).toBe(isOverdue(row, today));
    expect(all.filter((row) => row.isOverdue)).toHaveLength(2);
  });

  test('search finds words of title, text and code in their forms, and takes any writing', async () => {
    const found = async (search: string) =>
      (await recommendationsFor(as.auditor, { search })).map(({ title }) => title);
    expect(await found('warning')).toContain('Warn in time');
    expect(await found('WARN TIME')).toEqual(['Warn in time']);
    expect(await found('warn -time')).toEqual([]);
    expect(await found('warn -training')).toEqual(['Warn in time']);
    expect(await found('-warning -"in time"')).not.toContain('Warn in time');
    expect(await found('"in time"')).toEqual(['Warn in time']);
    expect(await found('ninety-nine')).toHaveLength(1);
    expect(await found('équipes')).toHaveLength(1);
    expect((await found('R-2')).length).toBeGreaterThanOrEqual(1);
    for (const odd of [
      "'",
      '"',
      ':*',
      '& | !',
      '\\',
      '%',
      '()',
      '<->',
      '日本',
      'ع',
      '-',
      'a:b',
      "';--",
      '🙂',
    ]) {
      await found(odd);
    }
  });

  test('what is unknown or out of bounds is refused, never ignored', async () => {
    const wrong: [string, string][] = [
      ...['0', '201', 'abc', '-1', '1.5', '', '1,2'].map((limit): [string, string] => ['limit', limit]),
      ...['everything', 'title', ''].map((sort): [string, string] => ['sort', sort]),
      ['order', 'up'],
      ['colour', 'red'],
      ['Closure', 'open'],
      ['closure', 'ajar'],
      ['closure', 'open,ajar'],
      ['overdue', 'maybe'],
      ['reviewId', 'x'],
      ['ownerId', `${world.people.staff},x`],
      ['search', 'a\u0000b'],
      ['search', 'x'.repeat(201)],
      ['theme', ''],
      ['constructor', 'x'],
      ['__proto__', 'x'],
    ];
    for (const [name, value] of wrong) {
      const answer = await as.staff.get(
        `/recommendations?${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
      );
      expect([name, value, answer.status]).toEqual([name, value, 400]);
    }
    const twice = await as.staff.get('/recommendations?limit=5&limit=6');
    expectRefused(twice, 'invalid-input');
    for (const path of [
      '/reviews?x=1',
      '/me?x=1',
      '/proposals?queue=theirs',
      '/history?since=x',
      '/history?from=0000-01-01T00:00:00.000Z',
      '/figures?limit=5',
      `/reviews/${world.reviewId}?x=1`,
    ]) {
      expect([path, (await as.staff.get(path)).status]).toEqual([path, 400]);
    }
  });

  test('a cursor of another list or order, or a tampered one, is refused', async () => {
    const cursorOf = async (path: string, query = {}) =>
      (await as.auditor.get(path, { limit: 1, ...query })).body.next as string;
    const foreign = [
      await cursorOf('/history'),
      await cursorOf('/people'),
      await cursorOf('/recommendations', { sort: 'due' }),
    ];
    const own = await cursorOf('/recommendations');
    const parts = JSON.parse(Buffer.from(own, 'base64url').toString()) as string[];
    const remade = (change: (parts: string[]) => unknown) =>
      Buffer.from(JSON.stringify(change([...parts]))).toString('base64url');
    const tampered = [
      remade(([tag, , id]) => [tag, '2026-99-99 99:99:99+00', id]),
      remade(([tag, , id]) => [tag, '999999-01-01 00:00:00+00', id]),
      remade(([tag, time]) => [tag, time, "x' or 1=1"]),
      remade(([tag, time, id]) => [`${tag}-`, time, id]),
      remade((all) => all.slice(1)),
      remade((all) => [...all, 'x']),
      remade(() => ({})),
      remade(() => null),
      own.slice(1),
      'x',
      'AAAA',
      'x'.repeat(601),
      '%00',
    ];
    for (const cursor of [...foreign, ...tampered]) {
      const answer = await as.auditor.get('/recommendations', { cursor });
      expect([cursor, answer.status]).toEqual([cursor, 400]);
    }
  });
});
