import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Response } from 'supertest';
import { RecommendationQuery } from '#contracts';
import type { Client } from '../support/client.js';
import type { HiddenThings } from '../support/hidden-things.js';
import type { SmallWorld } from '../support/small-world.js';
import type { TestApp } from '../support/start-app.js';

// The application's own filter is switched off: whatever asks for a scope is told that everything is in it. What is
// loaded below must come after this.
const filter = '../../libs/store/src/scope-sql.js';
const real = await import('../../libs/store/src/scope-sql.js');
jest.unstable_mockModule(filter, () => ({
  ...real,
  scopeSql: () => 'true',
  conditionSql: () => 'true',
  askedSql: () => 'true',
}));
const { recommendationPlan } = await import('#store');
const { eventually } = await import('../support/eventually.js');
const { hideThings } = await import('../support/hidden-things.js');
const { LiveListener } = await import('../support/live-listener.js');
const { justNow, questionsAbout } = await import('../support/questions-about-hidden.js');
const { signedIn } = await import('../support/signed-in.js');
const { createSmallWorld } = await import('../support/small-world.js');
const { startApp } = await import('../support/start-app.js');

/** Words that stand in one kind of thing alone. */
const confidential = 'zugvogel';
const draft = 'nestling';
const internal = 'standvogel';

describe('with the application’s filter switched off', () => {
  let app: TestApp;
  let world: SmallWorld;
  let as: Record<'observer' | 'stranger' | 'administrator' | 'staff' | 'manager', Client>;
  let things: HiddenThings;
  beforeAll(async () => {
    app = await startApp({ signs: true });
    world = await createSmallWorld(app.store);
    as = await signedIn(app, world, 'observer', 'stranger', 'administrator', 'staff', 'manager');
    things = await hideThings(world, as.manager, confidential);
    await world.draft({ code: draft, title: draft, text: draft, themes: [draft] });
    await talkAbout(
      await world.issued({ code: internal, title: internal, text: internal, themes: [internal] }),
    );
    await app.settled();
    await eventually(
      async () =>
        (await as.manager.get('/log/status')).body as { size: number; checkpoint: { size: number } | null },
      ({ size, checkpoint }) => checkpoint?.size === size,
    );
  }, 60_000);
  afterAll(() => app.stop());

  async function talkAbout(recommendationId: string): Promise<void> {
    const url = 'https://example.org';
    await as.staff.must('comment.post', { recommendationId, text: internal });
    await as.staff.must('evidence.add-link', {
      recommendationId,
      title: internal,
      url,
      confidentiality: 'public',
    });
    const due = { date: '2020-01-01', precision: 'day' } as const;
    await as.staff.must('action.plan', { recommendationId, title: internal, due });
    await as.staff.proposes(recommendationId, {
      transition: 'respond',
      to: 'not_accepted',
      reason: internal,
    });
  }

  /** What each may not know of, by the words in it. */
  const mayNotKnow = {
    observer: [confidential, draft, internal],
    stranger: [confidential, draft, internal],
    administrator: [confidential, draft, internal],
    staff: [confidential],
  };
  const outsiders = Object.keys(mayNotKnow) as (keyof typeof mayNotKnow)[];
  const secretIds = () => [...Object.values(things.hidden), things.published.evidence];

  test('it is off: a list asks for no scope, and who may read everything still does', async () => {
    const observer = await world.actor('observer');
    expect(recommendationPlan(observer, RecommendationQuery.parse({}), '2026-01-01').where[0]).toBe('true');
    const { text } = await as.manager.get('/recommendations', { limit: 200 }).expect(200);
    for (const word of [confidential, draft, internal]) expect(text).toContain(word);
  });

  test.each(outsiders)('%s is told nothing hidden by any list, search, count or history', async (person) => {
    const words = mayNotKnow[person];
    const questions = words.flatMap((word) => questionsAbout(things, world, word));
    for (const question of new Set(questions)) {
      const { status, text } = await as[person].get(question);
      expect([question, [200, 403].includes(status)]).toEqual([question, true]);
      const told = [...words, ...secretIds()].filter(
        (secret) => text.toLowerCase().includes(secret) && !question.includes(secret),
      );
      expect([question, told]).toEqual([question, []]);
      // A word that is asked for may be repeated nowhere but in the question.
      const { rows } = JSON.parse(text) as { rows?: unknown[] };
      if (words.some((word) => question.includes(`search=${word}`)))
        expect([question, rows ?? []]).toEqual([question, []]);
    }
  });

  test.each(outsiders)(
    '%s finds nothing hidden at its address, in a bundle, or by following',
    async (person) => {
      const { hidden, published } = things;
      for (const address of [
        `/recommendations/${hidden.recommendation}`,
        `/recommendations/${hidden.recommendation}?asOf=${justNow()}`,
        `/recommendations/${hidden.recommendation}/readers`,
        `/proposals/${hidden.proposal}`,
        `/proposals/${hidden.proposal}?asOf=${justNow()}`,
        `/evidence/${hidden.evidence}/file`,
        `/evidence/${hidden.evidence}/file?version=1`,
        `/evidence/${published.evidence}/file`,
        `/log/bundle?recommendationId=${hidden.recommendation}`,
      ])
        expect([address, [403, 404].includes((await as[person].get(address)).status)]).toEqual([
          address,
          true,
        ]);
      const bundle = (await as[person].get('/log/bundle').buffer(true).parse(asText).expect(200))
        .body as string;
      expect(
        [confidential, ...secretIds()].filter((secret) => bundle.toLowerCase().includes(secret)),
      ).toEqual([]);
      const listener = await LiveListener.connect(app.url, as[person]);
      const topics = [`recommendation:${hidden.recommendation}`];
      expect(await listener.send('subscribe', { topics })).toMatchObject({ ok: false, code: 'not-found' });
      await listener.follow(['all'], -1);
      expect(listener.entries.filter((entry) => secretIds().includes(entry.objectId))).toEqual([]);
      listener.close();
    },
  );

  test.each(outsiders)('%s counts no more than the rows that they are shown', async (person) => {
    const { rows } = (await as[person].get('/recommendations', { limit: 200 })).body as { rows: unknown[] };
    const { total } = (await as[person].get('/figures').expect(200)).body as { total: number };
    expect(total).toBeLessThanOrEqual(rows.length);
  });
});

function asText(answer: Response, done: (fault: Error | null, body: string) => void): void {
  let body = '';
  answer.on('data', (chunk: Buffer) => (body += chunk.toString()));
  answer.on('end', () => done(null, body));
}
