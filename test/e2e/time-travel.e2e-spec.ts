import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Confidentiality } from '#contracts';
import { HouseWithPast, type AnyRow } from '../support/house-with-past.js';
import { issue } from '../support/issue-command.js';
import { expectRefused } from '../support/matchers.js';

describe('as of a time', () => {
  let house: HouseWithPast;
  let world: HouseWithPast['world'];
  let as: HouseWithPast['as'];
  beforeAll(async () => {
    house = await HouseWithPast.open();
    ({ world, as } = house);
  });
  afterAll(() => house.close());

  test('a recommendation, its list and its review stand as they stood, with the names of then', async () => {
    const id = await world.draft({ title: 'Old title', code: 'T-1' });
    const before = await house.moment();
    const { objectId: entity } = await as.administrator.must('entity.create', {
      name: 'Unit of then',
      kind: 'office',
    });
    await as.director.must('recommendation.edit', { title: 'New title' }, id);
    await as.director.must('recommendation.assign', { leadEntityId: entity }, id);
    const between = await house.moment();
    await as.administrator.must('entity.change', { name: 'Unit of now' }, entity, 1);

    const then = await as.director.get(`/recommendations/${id}`, { asOf: before }).expect(200);
    expect(then.body).toMatchObject({ title: 'Old title', leadEntity: { name: 'Lead department' } });
    expect(then.headers['etag']).toBe(`"${(then.body as { version: number }).version}"`);
    const later = await as.director.get(`/recommendations/${id}`, { asOf: between }).expect(200);
    expect(later.body).toMatchObject({ title: 'New title', leadEntity: { name: 'Unit of then' } });
    const now = await as.director.get(`/recommendations/${id}`).expect(200);
    expect(now.body).toMatchObject({ title: 'New title', leadEntity: { name: 'Unit of now' } });

    const found = (search: string, asOf: string) =>
      house
        .rowsOf('director', '/recommendations', { search, asOf })
        .then((rows) => rows.map((row) => row.id));
    expect(await found('"Old title"', before)).toEqual([id]);
    expect(await found('"Old title"', between)).toEqual([]);
    expect(await found('"New title"', before)).toEqual([]);
    expect(
      (await house.rowsOf('director', '/entities', { asOf: before })).map(({ name }) => name),
    ).not.toContain('Unit of then');
  });

  test('it says up to which entry of the log it is exact, and knows what was just recorded', async () => {
    const id = await world.draft();
    const now = await house.moment();
    const answer = await as.director.get(`/recommendations/${id}`, { asOf: now }).expect(200);
    const { rows } = await house.app.store.pool.query<{ index: number }>(
      'select max(index) as index from leaf where object_id = $1',
      [id],
    );
    expect(Number(answer.headers['uphold-as-of-index'])).toBeGreaterThanOrEqual(rows[0]?.index ?? Infinity);
  });

  test('dashboards count what stood then', async () => {
    const total = async (asOf?: string) =>
      (await as.director.get('/figures', asOf ? { asOf } : {}).expect(200)).body as {
        total: number;
        acceptance: Record<string, number>;
      };
    const before = await house.moment();
    const counted = await total(before);
    await world.accepted({ themes: ['a theme of its own'] });
    const after = await house.moment();
    expect((await total(before)).total).toBe(counted.total);
    expect((await total(after)).total).toBe(counted.total + 1);
    expect((await total(after)).acceptance['accepted']).toBe((counted.acceptance['accepted'] ?? 0) + 1);
    const themes = (asOf: string) => house.rowsOf('director', '/themes', { asOf });
    expect((await themes(after)).map(({ theme }) => theme)).toContain('a theme of its own');
    expect((await themes(before)).map(({ theme }) => theme)).not.toContain('a theme of its own');
    const review = await as.director.get(`/reviews/${world.reviewId}`, { asOf: before }).expect(200);
    expect(review.body).toMatchObject({ recommendationCount: counted.total });
  });

  test.each<[string, Confidentiality, Confidentiality]>([
    ['public then and confidential now', 'public', 'confidential'],
    ['confidential then and public now', 'confidential', 'public'],
  ])('what was %s is told to nobody who may not read both', async (_what, then, now) => {
    const id = await world.issued({ confidentiality: then, title: `Zugvogel ${then}` });
    const link = { recommendationId: id, title: 'Zugvogel link', url: 'https://example.org' };
    const { objectId: evidence } = await as.manager.must('evidence.add-link', {
      ...link,
      confidentiality: 'public',
    });
    const time = await house.moment();
    await house.classify(id, now);
    const questions: [string, Record<string, string>][] = [
      [`/recommendations`, { search: 'zugvogel' }],
      [`/recommendations`, { reviewId: world.reviewId, limit: '200' }],
      ['/evidence', { recommendationId: id }],
      ['/actions', { recommendationId: id }],
    ];
    for (const person of ['staff', 'observer'] as const) {
      expectRefused(await as[person].get(`/recommendations/${id}`, { asOf: time }), 'not-found');
      for (const [path, query] of questions) {
        const answer = await as[person].get(path, { ...query, asOf: time }).expect(200);
        expect(answer.text).not.toContain(id);
        expect(answer.text).not.toContain(evidence);
      }
    }
    await as.manager.get(`/recommendations/${id}`, { asOf: time }).expect(200);
    expect(await house.rowsOf('manager', '/evidence', { recommendationId: id, asOf: time })).toHaveLength(1);
    const counted = async (person: keyof typeof as) => {
      const { total } = (await as[person].get('/figures', { asOf: time }).expect(200)).body as {
        total: number;
      };
      const listed = await house.rowsOf(person, '/recommendations', { limit: '200', asOf: time });
      return [total, listed.length];
    };
    for (const person of ['staff', 'observer', 'director'] as const) {
      const [total, listed] = await counted(person);
      expect(total).toBe(listed);
    }
  });

  test('rights are those of today: a grant that ended opens no past', async () => {
    const id = await world.issued({ confidentiality: 'internal' });
    const { objectId: grant } = await as.administrator.must('grant.give', {
      personId: world.people.stranger,
      role: 'manager',
      scopeType: 'recommendation',
      scopeId: id,
      reason: 'for a while',
    });
    const time = await house.moment();
    await as.stranger.get(`/recommendations/${id}`, { asOf: time }).expect(200);
    await as.administrator.must('grant.end', { reason: 'the while is over' }, grant, 1);
    expectRefused(await as.stranger.get(`/recommendations/${id}`, { asOf: time }), 'not-found');
    // What was is still known: the grant ran then, and it let its holder see the recommendation.
    const grants = await house.rowsOf('auditor', '/grants', { personId: world.people.stranger, asOf: time });
    expect(grants.find((row) => row.id === grant)).toMatchObject({ endedAt: null });
    const readers = await house.rowsOf('director', `/recommendations/${id}/readers`, { asOf: time });
    expect(readers).toContainEqual(
      expect.objectContaining({
        person: { id: world.people.stranger, name: 'Stranger Tester' },
        grants: [expect.objectContaining({ id: grant, role: 'manager', scopeType: 'recommendation' })],
      }),
    );
    const today = await house.rowsOf('director', `/recommendations/${id}/readers`, {});
    expect(today.map(({ person }) => (person as AnyRow).id)).not.toContain(world.people.stranger);
  });

  test.each([
    ['is no time', 'yesterday'],
    ['has no zone', '2026-01-01T00:00:00'],
    ['is of another zone', '2026-01-01T00:00:00+02:00'],
    ['is a day only', '2026-01-01'],
    ['is still to come', '2999-01-01T00:00:00Z'],
    ['is before anything was recorded', '1999-01-01T00:00:00Z'],
    ['is in no year', '0000-01-01T00:00:00Z'],
    ['is no day', '2026-02-30T00:00:00Z'],
    ['has something behind it', `2026-01-01T00:00:00Z'; drop table entry`],
  ])('a time that %s is refused', async (_what, asOf) => {
    for (const path of ['/recommendations', '/reviews', '/figures', '/proposals', '/evidence', '/people'])
      expectRefused(await as.director.get(path, { asOf }), 'invalid-input');
    expectRefused(await as.director.get(`/reviews/${world.reviewId}`, { asOf }), 'invalid-input');
  });

  test('what is redacted is gone from the past with the redaction, before any keeper runs', async () => {
    const id = await world.issued();
    const { objectId: comment } = await as.manager.must('comment.post', {
      recommendationId: id,
      text: 'A name that must go',
    });
    await house.app.settled();
    const time = await house.moment();
    const { rows } = await house.app.store.pool.query<{ id: string }>(
      'select id from entry where object_id = $1',
      [comment],
    );
    const { objectId: redaction } = await as.manager.must('redaction.request', {
      recommendationId: id,
      targets: [{ entryId: rows[0]?.id ?? '', path: '/set/text' }],
      legalBasis: 'personal_data',
      reason: 'It names a person.',
    });
    await issue(house.app.store, await world.actor('director'), 'redaction.approve', {}, { id: redaction });
    const { rows: kept } = await house.app.store.pool.query<{ text: string }>(
      'select text from comment_past where id = $1',
      [comment],
    );
    expect(kept).toEqual([{ text: '[redacted]' }]);
    expect(await house.rowsOf('manager', '/comments', { recommendationId: id, asOf: time })).toMatchObject([
      { text: '[redacted]' },
    ]);
  });
});
