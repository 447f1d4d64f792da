import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RecommendationQuery, type Language } from '#contracts';
import { Store } from '../store.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { holdGrants } from '../../../../test/support/hold-grants.js';
import { insertRows } from '../../../../test/support/insert-rows.js';
import { sampleActor, sampleGrant } from '../../../../test/support/sample-actors.js';
import {
  idOf,
  proposer,
  sampleChanges,
  sampleProposal,
  sampleRecommendation,
} from '../../../../test/support/sample-states.js';
import { listProposals } from './proposals.js';
import { listRecommendations } from './recommendations.js';

const actor = sampleActor(idOf(0x111), sampleGrant('auditor'));
const recorded = { version: 1, createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z' };

/** What there is to find, by code. */
const texts: Record<string, [language: Language, title: string, text: string]> = {
  'HRUF-3': ['en', 'Protection of civilians', 'Missions are protecting civilians under threat of violence.'],
  'SL/4.b': [
    'en',
    'Funding for early warning',
    'The Secretariat should fund early-warning analyses each year.',
  ],
  'R-12': ['fr', 'Alerte précoce', 'Les organisations devraient protéger les populations menacées.'],
  'R-13': ['es', 'Alerta temprana', 'Los equipos recomendaron medidas preventivas en las fronteras.'],
  'R-14': ['ru', 'Раннее предупреждение', 'Миссиям следует защищать гражданских лиц.'],
  'R-15': ['ar', 'الإنذار المبكر', 'ينبغي للبعثات حماية المدنيين من التهديدات.'],
  'R-16': ['zh', '预警机制', '特派团应当保护平民,百分之50%的经费_用于预防。'],
  'R-17': ['en', 'Nothing to do with the others', 'A quiet text about 100% budgets and C:\\paths.'],
};

describe('search', () => {
  let database: TestDatabase;
  let store: Store;

  beforeAll(async () => {
    database = await createTestDatabase();
    store = await Store.open(database.url);
    const review = {
      code: 'r',
      title: 'R',
      symbol: null,
      date: '2012-01-01',
      commissionedBy: 'SG',
      chair: null,
    };
    await insertRows(
      store,
      'person',
      [actor.personId, proposer].map((id) => ({
        ...recorded,
        id,
        name: 'P',
        email: `${id}@x.example`,
        language: 'en' as const,
        state: 'active' as const,
        passwordChanges: 0,
      })),
    );
    await holdGrants(store, actor);
    await insertRows(store, 'review', [
      { ...recorded, ...review, id: idOf(0x301), summary: 'S', sources: [], lessons: [] },
    ]);
    await insertRows(
      store,
      'recommendation',
      Object.entries(texts).map(([code, [language, title, text]], place) =>
        sampleRecommendation({ id: idOf(0x4000 + place), code, language, title, text, leadEntityId: null }),
      ),
    );
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  const found = async (search: string) => {
    const query = RecommendationQuery.parse({ search, sort: 'code' });
    return (await listRecommendations(store.readingAs(actor), actor, query, '2026-06-01')).rows.map(
      ({ code }) => code,
    );
  };

  test.each([
    ['an English stem', 'protect civilian', 'HRUF-3'],
    ['another form of it', 'protected', 'HRUF-3'],
    ['a plural', 'missions', 'HRUF-3'],
    ['a French stem', 'protégées population', 'R-12'],
    ['a Spanish stem', 'recomendar medida', 'R-13'],
    ['a Russian case', 'гражданские', 'R-14'],
    ['an Arabic word without its article', 'تهديد', 'R-15'],
    ['an Arabic singular', 'بعثة', 'R-15'],
    ['a part of a Chinese sentence', '保护平民', 'R-16'],
    ['one Chinese character', '预', 'R-16'],
    ['two Chinese words with more between', '特派团应当', 'R-16'],
    ['the beginning of a word', 'analys', 'SL/4.b'],
    ['a phrase', '"early warning"', 'SL/4.b'],
    ['a phrase with a small word', '"threat of violence"', 'HRUF-3'],
    ['capitals', 'PROTECTING', 'HRUF-3'],
    ['a number', '100', 'R-17'],
  ])('finds %s', async (_case, query, code) => {
    expect(await found(query)).toContain(code);
  });

  test.each(Object.keys(texts))('finds the code %s, and nothing else by it', async (code) => {
    expect(await found(code)).toEqual([code]);
  });

  test('finds codes written small', async () => {
    expect(await found('hruf-3')).toEqual(['HRUF-3']);
  });

  test('asks for all words, and for none that is excluded', async () => {
    expect(await found('protecting budgets')).toEqual([]);
    expect(await found('civilians -budgets')).toContain('HRUF-3');
    expect(await found('text -budgets')).toEqual([]);
    // Whatever form the excluded word has.
    expect(await found('civilians -protecting')).toEqual([]);
    expect(await found('civilians -protected')).toEqual([]);
    expect(await found('quiet -budgets')).toEqual([]);
    expect(await found('quiet -"100% budget"')).toEqual([]);
    expect(await found('quiet -the')).toEqual(['R-17']);
    expect(await found('-budget -funded -protected')).toEqual(['R-12', 'R-13', 'R-14', 'R-15', 'R-16']);
    expect(await found('"warning early"')).toEqual([]);
    expect(await found('"text -about"')).toEqual(['R-17']);
    expect(await found('fund or budgets')).toEqual(['R-17', 'SL/4.b']);
  });

  test('takes signs that mean something to a database for what they are', async () => {
    expect(await found('50%的经费_用于')).toEqual(['R-16']);
    expect(await found('5_%的经费')).toEqual([]);
    for (const query of [
      "'",
      '"',
      '\\',
      ':*',
      '!',
      '& |',
      '()',
      '<->',
      "'; drop table entry; --",
      '-',
      '%',
      '_',
      '-"',
    ])
      expect(Array.isArray(await found(query))).toBe(true);
  });

  test('never breaks, whatever is typed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 60 }),
          fc.stringMatching(/^["'()&|!:*<>\\ a-z-]{1,40}$/),
        ),
        async (search) => {
          const query = RecommendationQuery.safeParse({ search });
          if (query.success)
            await listRecommendations(store.readingAs(actor), actor, query.data, '2026-06-01');
        },
      ),
      { numRuns: 300 },
    );
  });

  test('finds proposals by their recommendation', async () => {
    const proposal = sampleProposal(sampleChanges.reopen, { recommendationId: idOf(0x4000) });
    await insertRows(store, 'proposal', [proposal]);
    const ids = async (search: string) =>
      (await listProposals(store.readingAs(actor), actor, { limit: 50, queue: 'all', search })).rows.map(
        ({ id }) => id,
      );
    expect(await ids('protected')).toEqual([proposal.id]);
    expect(await ids('budgets')).toEqual([]);
  });
});
