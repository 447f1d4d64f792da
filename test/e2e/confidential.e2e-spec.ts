import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Response } from 'supertest';
import { commandNames, commandPath, commands, plurals, routes, type LiveEntry } from '#contracts';
import type { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { hideThings, type HiddenThings } from '../support/hidden-things.js';
import { LiveListener } from '../support/live-listener.js';
import { expectRefused } from '../support/matchers.js';
import { justNow, questionsAbout } from '../support/questions-about-hidden.js';
import { expectWholeLog, leavesNoTrace } from '../support/record.js';
import { signedIn } from '../support/signed-in.js';
import { createSmallWorld, type SmallWorld } from '../support/small-world.js';
import { startApp, type TestApp } from '../support/start-app.js';

/** Words that stand in confidential things alone; none may come out of any door for those who may not read them. */
const canary = 'zugvogel';

describe('what is confidential', () => {
  let app: TestApp;
  let world: SmallWorld;
  let as: Record<'observer' | 'stranger' | 'administrator' | 'staff' | 'manager' | 'director', Client>;
  /** The confidential recommendation, what belongs to it, and an internal one with confidential evidence. */
  let hidden: HiddenThings['hidden'];
  let published: HiddenThings['published'];
  beforeAll(async () => {
    app = await startApp({ signs: true });
    world = await createSmallWorld(app.store);
    as = await signedIn(app, world, 'observer', 'stranger', 'administrator', 'staff', 'manager', 'director');
    ({ hidden, published } = await hideThings(world, as.manager, canary));
    await app.settled();
  });
  afterAll(async () => {
    await app.settled();
    await expectWholeLog(app.store);
    await app.stop();
  });

  const entryOf = async (objectId: string) =>
    (
      await app.store.pool.query<{ id: string }>('select id from entry where object_id = $1 limit 1', [
        objectId,
      ])
    ).rows[0]?.id ?? '';
  const outsiders = ['observer', 'stranger', 'administrator', 'staff'] as const;

  test('it is there for its managers, so that what follows proves something', async () => {
    const { manager } = as;
    const found = await manager.get('/recommendations', { search: canary }).expect(200);
    expect(found.body.rows).toHaveLength(1);
    expect((await manager.get(`/evidence/${hidden.evidence}/file`).expect(200)).text).toBe(canary);
    expect((await manager.get('/history', { recommendationId: hidden.recommendation })).text).toContain(
      canary,
    );
  });

  test.each(outsiders)('%s cannot tell it by its address from what does not exist', async (person) => {
    const nothing = '0192f3a0-0000-7000-8000-000000000000';
    const unknown = { recommendation: nothing, proposal: nothing, evidence: nothing, entry: nothing };
    const addresses = (of: typeof unknown) => [
      `/recommendations/${of.recommendation}`,
      `/proposals/${of.proposal}`,
      `/evidence/${of.evidence}/file`,
      `/evidence/${of.evidence}/file?version=1`,
      `/recommendations/${of.recommendation}/readers`,
      `/recommendations/${of.recommendation}/compare?from=2000-01-01T00:00:00Z&to=${justNow()}`,
      `/recommendations/${of.recommendation}?asOf=${justNow()}`,
      `/log/bundle?recommendationId=${of.recommendation}`,
      `/log/entries/${of.entry}/proof`,
      `/proposals/${of.proposal}?asOf=${justNow()}`,
    ];
    for (const [place, address] of addresses({
      ...hidden,
      entry: await entryOf(hidden.recommendation),
    }).entries()) {
      const answer = await as[person].get(address);
      const other = await as[person].get(addresses(unknown)[place] ?? '');
      const { requestId: _, ...problem } = JSON.parse(answer.text) as Record<string, unknown>;
      expect(other.status).toBe(answer.status);
      expect(JSON.parse(other.text)).toMatchObject(problem);
      expect([403, 404]).toContain(answer.status);
    }
  });

  test.each(outsiders)(
    '%s finds nothing of it in any list, search, filter, sort, count or history',
    async (person) => {
      const id = hidden.recommendation;
      for (const question of questionsAbout({ hidden, published }, world, canary)) {
        const answer = await as[person].get(question);
        expect({ question, isTold: answer.text.toLowerCase().includes(canary) }).toEqual({
          question,
          isTold: false,
        });
        for (const secret of [...Object.values(hidden), published.evidence].filter(
          (one) => !question.includes(one),
        )) {
          expect({ question, isTold: answer.text.includes(secret) }).toEqual({ question, isTold: false });
        }
        expect([200, 403]).toContain(answer.status);
        const { rows } = answer.body as { rows?: unknown[] };
        if (question.includes(id)) expect(rows ?? []).toEqual([]);
      }
    },
  );

  test.each(outsiders)('%s counts nothing of it', async (person) => {
    const seen = (await as[person].get('/recommendations', { limit: 200 })).body.rows as unknown[];
    const { total } = (await as[person].get('/figures').expect(200)).body as { total: number };
    const review = (await as[person].get(`/reviews/${world.reviewId}`).expect(200)).body;
    expect([total, review.recommendationCount]).toEqual([seen.length, seen.length]);
  });

  test.each(outsiders)('%s can do nothing to it, and is told what is told of nothing', async (person) => {
    const tries = commandNames.filter(
      (name) => commands[name].shape === 'change' && commands[name].objectType in hidden,
    );
    for (const name of tries.filter((one) => commands[one].door === 'public')) {
      const id = hidden[commands[name].objectType as keyof typeof hidden];
      const answer = await leavesNoTrace(app.store, () =>
        as[person]
          .send('post', commandPath(name).replace(':id', id))
          .set({ 'Idempotency-Key': `try-${name}-${person}`, 'If-Match': '"1"' })
          .send(inputs[name] ?? {}),
      );
      expect({ name, text: answer.text }).toEqual({ name, text: expect.stringContaining('"not-found"') });
      expect(expectRefused(answer, 'not-found')).not.toHaveProperty('rule');
    }
    const about = { recommendationId: hidden.recommendation };
    const made = [
      as[person].command('comment.post', { ...about, text: 'x' }),
      as[person].command('evidence.add-link', { ...about, title: 'x', url: 'https://example.org' }),
      as[person].command('proposal.make', { ...about, change: { transition: 'issue' } }, { version: 1 }),
      as[person].command('action.plan', {
        ...about,
        title: 'x',
        due: { date: '2027-01-01', precision: 'day' },
      }),
      as[person].upload('/evidence/files', { ...about, title: 'x' }, { name: 'x.txt', bytes: 'x' }),
    ];
    for (const answer of made) expectRefused(await answer, 'not-found');
  });
  test.each(outsiders)('%s takes nothing of it out of the house', async (person) => {
    const exported = async (who: keyof typeof as, query = {}) => {
      const { status, body } = await as[who].get('/log/bundle', query).buffer(true).parse(asText);
      expect([200, 404]).toContain(status);
      return (body as string).toLowerCase();
    };
    await app.settled();
    await eventually(
      async () =>
        (await as.manager.get('/log/status')).body as { size: number; checkpoint: { size: number } | null },
      ({ size, checkpoint }) => checkpoint?.size === size,
    );
    expect(await exported('manager')).toContain(canary);
    const secrets = [canary, ...Object.values(hidden), published.evidence];
    for (const query of [{}, { reviewId: world.reviewId }, { recommendationId: published.recommendation }]) {
      const bundle = await exported(person, query);
      expect(secrets.filter((secret) => bundle.includes(secret))).toEqual([]);
    }
  });

  test('nobody names it as the successor of something else, whoever may not read it', async () => {
    const { manager, director } = as;
    const elsewhere = await world.issued({ leadEntityId: world.entities.other, title: canary });
    const change = { transition: 'supersede', reason: 'x', supersededById: elsewhere } as const;
    const recommendationId = published.recommendation;
    const version = await manager.versionOf('recommendation', recommendationId);
    const answer = await manager.command('proposal.make', { recommendationId, change }, { version });
    expectRefused(answer, 'reference-not-found');
    await director.proposes(recommendationId, change);
  });

  test.each(outsiders)('%s hears nothing of it', async (person) => {
    const listener = await LiveListener.connect(app.url, as[person]);
    const topic = `recommendation:${hidden.recommendation}`;
    expect(await listener.send('subscribe', { topics: [topic] })).toMatchObject({
      ok: false,
      code: 'not-found',
    });
    await listener.follow(['all', `review:${world.reviewId}`], -1);
    const about = { recommendationId: hidden.recommendation };
    await as.manager.must('comment.post', { ...about, text: canary });
    await as.manager.must('evidence.add-link', { ...about, title: canary, url: 'https://example.org' });
    await as.manager.command('action.start', {}, { id: hidden.action, version: 1 });
    await as.manager.must('evidence.add-link', {
      recommendationId: published.recommendation,
      title: canary,
      url: 'https://example.org',
      confidentiality: 'confidential',
    });
    await as.director.must('review.change', { chair: person }, world.reviewId);
    const isLast = (entry: LiveEntry) => entry.action === 'review.changed' && entry.index > 0;
    await app.settled();
    const { headIndex } = (await as.manager.get('/me')).body as { headIndex: number };
    await listener.hears(({ entries }) =>
      entries.some((entry) => isLast(entry) && entry.index >= headIndex - 1),
    );
    const secrets = [...Object.values(hidden), published.evidence];
    expect(listener.entries.filter((entry) => JSON.stringify(entry).match(secrets.join('|')))).toEqual([]);
    expect(listener.entries.filter((entry) => entry.objectType === 'evidence')).toEqual([]);
    listener.close();
  });

  test('the table of routes has no question that this file does not ask', () => {
    const asked = Object.values(routes).flatMap((route) => (route.method === 'GET' ? [route.path] : []));
    expect(asked.sort()).toEqual(knownQuestions.sort());
  });
});

function asText(answer: Response, done: (fault: Error | null, body: string) => void): void {
  let body = '';
  answer.on('data', (chunk: Buffer) => (body += chunk.toString()));
  answer.on('end', () => done(null, body));
}
const reason = { reason: 'x' };
const inputs: Partial<Record<string, object>> = {
  'recommendation.edit': { title: 'x' },
  'recommendation.assign': { ownerId: null },
  'recommendation.classify': { confidentiality: 'public', ...reason },
  'recommendation.start': {
    firstAction: { title: 'x', dueDate: { date: '2027-01-01', precision: 'day' } },
  },
  'recommendation.hold': reason,
  'proposal.reject': reason,
  'proposal.return': reason,
  'action.change': { title: 'x' },
  'action.complete': { narrative: 'x' },
  'action.drop': reason,
  'evidence.withdraw': reason,
  'comment.edit': { text: 'x' },
};

const knownQuestions = [
  // Explanations: each object's are asked for in permission-cases-doing.
  ...Object.values(plurals).flatMap((plural) => [
    `/${plural}/:id/permissions`,
    `/${plural}/:id/permissions/:deed/people`,
  ]),
  ...[
    '/me',
    '/me/factors',
    '/me/sessions',
    '/me/sign-ins',
    '/me/tokens',
    '/sessions',
    '/tokens',
    '/password-links',
    '/demo-people',
    '/health',
    '/openapi.json',
    '/entities',
    '/people',
    '/mappings',
    '/single-sign-on',
    '/single-sign-on/start',
    '/single-sign-on/return',
    '/single-sign-on/state',
    '/single-sign-on/identities',
    '/single-sign-on/directory-tokens',
    '/me/single-sign-on',
    '/people/template',
    '/people/export',
    '/grants',
    '/delegations',
    '/installation',
    '/figures',
    '/themes',
  ],
  ...['/reviews', '/reviews/:id', '/recommendations', '/recommendations/:id', '/proposals', '/proposals/:id'],
  ...['/actions', '/evidence', '/evidence/:id/file', '/comments', '/history'],
  ...['/redactions', '/reports/segregation', '/me/saved-queries', '/me/checkpoint-mail'],
  ...[
    '/alarms',
    '/checks',
    '/checks/plan',
    '/log/status',
    '/log/checkpoint',
    '/log/checkpoints',
    '/log/keys',
  ],
  ...['/log/inclusion', '/log/consistency', '/log/entries/:id/proof', '/log/bundle'],
  ...['/emergency-access', '/emergency-access/:id/uses'],
  ...['/compare', '/recommendations/:id/compare', '/recommendations/:id/readers'],
];
