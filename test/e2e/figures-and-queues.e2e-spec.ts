import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { axes, ProposalView, RecommendationFigures, ReviewView, ThemeView, type Axis } from '#contracts';
import { HouseOfManyStates, listReaders, recommendationsFor } from '../support/house-of-many-states.js';
import { issue } from '../support/issue-command.js';
import { readList } from '../support/read-list.js';
import type { Person } from '../support/small-world.js';

describe('figures and queues', () => {
  let house: HouseOfManyStates;
  let world: HouseOfManyStates['world'];
  let as: HouseOfManyStates['as'];
  beforeAll(async () => {
    house = await HouseOfManyStates.open();
    ({ world, as } = house);
  });
  afterAll(() => house.close());

  test.each(listReaders)('figures, reviews and themes count just what %s can list', async (person) => {
    const rows = await recommendationsFor(as[person], { limit: 200 });
    const figures = RecommendationFigures.strict().parse((await as[person].get('/figures').expect(200)).body);
    expect(figures.total).toBe(rows.length);
    for (const axis of Object.keys(axes) as Axis[]) {
      const counted = Object.fromEntries(
        axes[axis].map((state) => [state, rows.filter((row) => row[axis] === state).length]),
      );
      expect(figures[axis]).toEqual(counted);
    }
    const ofReview = (await as[person].get('/figures', { reviewId: world.reviewId })).body as {
      total: number;
    };
    expect(ofReview.total).toBe(rows.length);
    const [review] = await readList(as[person], '/reviews', ReviewView);
    expect(review).toMatchObject({
      recommendationCount: rows.length,
      closedCount: rows.filter(({ closure }) => closure !== 'open').length,
      overdueCount: rows.filter((row) => row.isOverdue).length,
    });
    const themes = await readList(as[person], '/themes', ThemeView, { limit: 1 });
    expect(
      Object.fromEntries(themes.map(({ theme, recommendationCount }) => [theme, recommendationCount])),
    ).toEqual(countBy(rows.flatMap((row) => row.themes)));
  });

  test('what waits for me is what I may decide, and mine is what I proposed', async () => {
    const queue = async (person: Person, name: string) =>
      (await readList(as[person], '/proposals', ProposalView, { queue: name })).map(
        ({ change }) => change.transition,
      );
    expect(await queue('manager', 'waiting-for-me')).toEqual(['respond']);
    expect((await queue('director', 'waiting-for-me')).sort()).toEqual(['close-not-implemented', 'respond']);
    for (const person of ['staff', 'auditor', 'stranger', 'strangersManager'] as const) {
      expect(await queue(person, 'waiting-for-me')).toEqual([]);
    }
    expect(new Set(await queue('manager', 'mine'))).toEqual(
      new Set(['close-alternative', 'close-not-implemented']),
    );
    const open = await readList(as.auditor, '/proposals', ProposalView, { state: 'open' });
    expect(open).toHaveLength(2);
  });

  test('my work is what I own, and follows me', async () => {
    const mine = () => recommendationsFor(as.staff, { ownerId: world.people.staff });
    const before = (await mine()).length;
    const id = await world.issued();
    const version = await world.versionOf('recommendation', id);
    await issue(
      house.app.store,
      await world.actor('manager'),
      'recommendation.assign',
      { ownerId: world.people.staff },
      { id, version },
    );
    expect(await mine()).toHaveLength(before + 1);
    const actions = await as.staff
      .get('/actions', { ownerId: world.people.staff, state: 'planned,in_progress' })
      .expect(200);
    expect((actions.body as { rows: unknown[] }).rows).toEqual([]);
  });
});

function countBy(words: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
