import { describe, expect, test } from '@jest/globals';
import { commandNames, commands } from '../commands.js';
import { anyId, anyOf, PageQuery } from '../page.js';
import { problemCodes, problemStatus } from '../problem.js';
import { RecommendationQuery } from '../recommendation.js';
import { commandPath, routes } from './index.js';
import { idOf } from '../../../../test/support/sample-states.js';

describe('addresses', () => {
  test('no two doors share one', () => {
    const open = commandNames.filter((name) => commands[name].door === 'public');
    const all = [
      ...Object.values(routes).map(({ method, path }) => `${method} ${path}`),
      ...open.map((name) => `POST ${commandPath(name)}`),
    ];
    expect(all.filter((address, place) => all.indexOf(address) !== place)).toEqual([]);
  });

  test('commands stand under the plural of their object', () => {
    expect([
      commandPath('review.create'),
      commandPath('proposal.approve'),
      commandPath('evidence.add-link'),
    ]).toEqual(['/reviews', '/proposals/:id/approve', '/evidence/links']);
  });

  test('what is listed comes in pages, and every question refuses fields that it does not know', () => {
    for (const route of Object.values(routes)) {
      if (!('query' in route) || !route.query) continue;
      // A provider of single sign-on adds to its answer what it likes, and by its standard that is passed over.
      if (route === routes.signOnReturn) continue;
      expect([route.path, route.query.safeParse({ limit: '5', nonsense: '1' }).success]).toEqual([
        route.path,
        false,
      ]);
    }
  });
});

describe('questions', () => {
  test.each([
    [{}, { limit: 50 }],
    [{ limit: '1' }, { limit: 1 }],
    [{ limit: '200' }, { limit: 200 }],
    [{ limit: '201' }, null],
    [{ limit: '0' }, null],
    [{ limit: '-1' }, null],
    [{ limit: '1.5' }, null],
    [{ limit: 'ten' }, null],
    [{ cursor: 'abc_-9' }, { limit: 50, cursor: 'abc_-9' }],
    [{ cursor: "'; --" }, null],
    [{ cursor: '' }, null],
  ])('the page %j', (query, expected) => {
    expect(PageQuery.safeParse(query).data ?? null).toEqual(expected);
  });

  test('filters take several words, repeated or with commas, and only known ones', () => {
    const states = anyOf(['open', 'closed']);
    expect([states.parse('open,closed'), states.parse(['open', 'closed']), states.parse(undefined)]).toEqual([
      ['open', 'closed'],
      ['open', 'closed'],
      undefined,
    ]);
    for (const wrong of ['', 'opened', 'open,', 'open,open,closed', [], { open: 1 }])
      expect([wrong, states.safeParse(wrong).success]).toEqual([wrong, false]);
    expect(anyId().parse(idOf(1).toUpperCase())).toEqual([idOf(1)]);
    expect(anyId().safeParse('1').success).toBe(false);
  });

  test('the recommendations’ list knows its sorts and states', () => {
    expect(RecommendationQuery.parse({ closure: 'open', sort: 'due', overdue: 'true' })).toEqual({
      limit: 50,
      closure: ['open'],
      sort: 'due',
      overdue: 'true',
    });
    for (const wrong of [
      { sort: 'title' },
      { closure: 'shut' },
      { overdue: 'yes' },
      { order: 'up' },
      { search: '\0' },
    ])
      expect([wrong, RecommendationQuery.safeParse(wrong).success]).toEqual([wrong, false]);
  });
});

test('every problem has a status of its kind', () => {
  for (const code of problemCodes) expect(problemStatus[code]).toBeGreaterThanOrEqual(400);
});
