import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Client } from '../support/client.js';
import { LiveListener } from '../support/live-listener.js';
import { expectRefused } from '../support/matchers.js';
import { signedIn } from '../support/signed-in.js';
import { createSmallWorld, type SmallWorld } from '../support/small-world.js';
import { startApp, type TestApp } from '../support/start-app.js';

/** Things are named beside what a request is about: whoever may not read them learns nothing from naming them. */
describe('what is hidden is not detected by naming it', () => {
  let app: TestApp;
  let world: SmallWorld;
  let as: Record<'administrator' | 'staff' | 'editor' | 'manager' | 'auditor', Client>;
  let recommendationId: string;
  let evidence: { internal: string; confidential: string };
  beforeAll(async () => {
    app = await startApp();
    world = await createSmallWorld(app.store);
    as = await signedIn(app, world, 'administrator', 'staff', 'editor', 'manager', 'auditor');
    recommendationId = await world.started();
    const add = async (confidentiality: 'internal' | 'confidential') =>
      (
        await as.staff.must('evidence.add-link', {
          recommendationId,
          title: confidentiality,
          url: 'https://example.org',
          confidentiality,
        })
      ).objectId;
    evidence = { internal: await add('internal'), confidential: await add('confidential') };
  });
  afterAll(() => app.stop());

  const anything = randomUUID();
  const same = async (refused: (id: string) => PromiseLike<{ body: unknown }>, id: string) => {
    const [one, other] = [await refused(id), await refused(anything)];
    const plain = ({ body }: { body: unknown }) => {
      const { requestId: _, ...problem } = body as Record<string, unknown>;
      return JSON.stringify(problem).replaceAll(id, anything);
    };
    expect(plain(one)).toBe(plain(other));
    return one;
  };

  test('by a comment about it', async () => {
    const about = (objectId: string) => ({ about: { objectType: 'evidence' as const, objectId } });
    const post = (client: Client) => (id: string) =>
      client.command('comment.post', { recommendationId, text: 'x', ...about(id) });
    expectRefused((await same(post(as.editor), evidence.confidential)) as never, 'reference-not-found');
    await post(as.editor)(evidence.internal).expect(201);
    await post(as.manager)(evidence.confidential).expect(201);
  });

  test('by a report that brings it', async () => {
    const version = await as.editor.versionOf('recommendation', recommendationId);
    const report = (id: string) =>
      as.editor.command(
        'proposal.make',
        {
          recommendationId,
          change: { transition: 'report-implemented', narrative: 'Done.', evidenceIds: [id] },
        },
        { version },
      );
    expectRefused((await same(report, evidence.confidential)) as never, 'obligation-missing');
  });

  test('nor by a report of somebody who may, or its entry', async () => {
    const evidenceIds = [evidence.internal, evidence.confidential];
    const change = { transition: 'report-implemented', narrative: 'Done.', evidenceIds } as const;
    const id = await as.staff.proposes(recommendationId, change);
    await app.settled();
    await tellsJust([
      `/proposals/${id}`,
      `/proposals?recommendationId=${recommendationId}`,
      `/history?objectId=${id}`,
      `/proposals/${id}?asOf=${new Date().toISOString()}`,
      `/recommendations/${recommendationId}/compare?${sinceEver()}`,
    ]);
  });

  test('nor by remarks of somebody who may, or their entries', async () => {
    const ids = await Promise.all(
      [evidence.internal, evidence.confidential].map(async (objectId) => {
        const about = { objectType: 'evidence' as const, objectId };
        return (await as.manager.must('comment.post', { recommendationId, text: 'x', about })).objectId;
      }),
    );
    await app.settled();
    await tellsJust([
      `/comments?recommendationId=${recommendationId}`,
      `/comments?recommendationId=${recommendationId}&asOf=${new Date().toISOString()}`,
      `/history?recommendationId=${recommendationId}&objectType=comment`,
      `/recommendations/${recommendationId}/compare?${sinceEver()}`,
    ]);
    const { body } = await as.editor.get(`/comments?recommendationId=${recommendationId}`).expect(200);
    const rows = (body as { rows: { id: string; about: object }[] }).rows;
    expect(ids.map((id) => rows.find((row) => row.id === id)?.about)).toEqual([
      { objectType: 'evidence', objectId: evidence.internal },
      { objectType: 'recommendation', objectId: recommendationId },
    ]);
  });

  const sinceEver = () => `from=2000-01-01T00:00:00Z&to=${new Date().toISOString()}`;
  /** The doors name the internal item to all, and the confidential one to those alone who may read it. */
  async function tellsJust(doors: readonly string[]): Promise<void> {
    const evidenceIds = [evidence.internal, evidence.confidential];
    for (const door of doors) {
      const told = async (client: Client) => {
        const { text } = await client.get(door).expect(200);
        return evidenceIds.map((one) => text.includes(one));
      };
      expect([door, await told(as.editor)]).toEqual([door, [true, false]]);
      expect([door, await told(as.staff)]).toEqual([door, [true, true]]);
      expect([door, await told(as.manager)]).toEqual([door, [true, true]]);
      expect([door, await told(as.auditor)]).toEqual([door, [true, true]]);
    }
  }

  test('by a grant within it', async () => {
    const hidden = await world.issued({ code: 'ZUGVOGEL-1' });
    await as.manager.must(
      'recommendation.classify',
      { confidentiality: 'confidential', reason: 'x' },
      hidden,
    );
    const grant = { personId: world.people.stranger, role: 'staff', scopeType: 'recommendation' } as const;
    await as.administrator.must('grant.give', { ...grant, scopeId: hidden, reason: 'x' });
    await app.settled();
    const asked = { personId: world.people.stranger };
    const doors: Record<string, string>[] = [asked, { ...asked, asOf: new Date().toISOString() }];
    for (const question of doors) {
      const administrators = await as.administrator.get('/grants', question).expect(200);
      const rows = (administrators.body as { rows: { scopeId: string; scopeName: string | null }[] }).rows;
      expect(rows.find(({ scopeId }) => scopeId === hidden)?.scopeName).toBeNull();
      expect(administrators.text).not.toContain('ZUGVOGEL');
      expect((await as.auditor.get('/grants', question).expect(200)).text).toContain('ZUGVOGEL');
    }
  });

  test('by following a review that is not there', async () => {
    const listener = await LiveListener.connect(app.url, as.staff);
    const answer = await listener.send('subscribe', { topics: [`review:${anything}`] });
    expect(answer).toMatchObject({ ok: false, code: 'not-found' });
    await listener.follow([`review:${world.reviewId}`]);
    listener.close();
  });
});
