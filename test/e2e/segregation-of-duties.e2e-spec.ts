import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SegregationReport, type SegregationRow, type SegregationTotals } from '#contracts';
import type { Client } from '../support/client.js';
import { signedIn } from '../support/signed-in.js';
import { createSmallWorld, type SmallWorld } from '../support/small-world.js';
import { startApp, type TestApp } from '../support/start-app.js';
import { tamper } from '../support/tamper.js';
import { WorkflowSteps } from '../support/workflow-steps.js';

type Query = Record<string, string | number>;

describe('the report on segregation of duties', () => {
  let app: TestApp;
  let world: SmallWorld;
  let as: Awaited<
    ReturnType<typeof signedIn<'staff' | 'manager' | 'auditor' | 'director' | 'observer' | 'stranger'>>
  >;
  let verified: string;
  let issued: string;

  beforeAll(async () => {
    app = await startApp();
    world = await createSmallWorld(app.store);
    as = await signedIn(app, world, 'staff', 'manager', 'auditor', 'director', 'observer', 'stranger');
    const steps = new WorkflowSteps(app, world, as as Record<keyof SmallWorld['people'], Client>);
    verified = await steps.verified();
    issued = await world.issued();
    await app.settled();
  });
  afterAll(() => app.stop());

  async function page(by: Client, query: Query = {}): Promise<SegregationReport> {
    const { body } = await by.get('/reports/segregation', query).expect(200);
    return SegregationReport.strict().parse(body);
  }
  async function whole(by: Client, query: Query = {}): Promise<SegregationRow[]> {
    const rows: SegregationRow[] = [];
    let cursor: string | null = null;
    do {
      const answer: SegregationReport = await page(by, { ...query, ...(cursor && { cursor }) });
      expect(answer.totals === null).toBe(cursor !== null);
      rows.push(...answer.rows);
      cursor = answer.next;
    } while (cursor);
    return rows;
  }
  const totals = async (query: Query = {}): Promise<SegregationTotals | null> =>
    (await page(as.auditor, query)).totals;

  test('tells each decision with everybody from whom its decider had to differ', async () => {
    const rows = await whole(as.auditor, { recommendationId: verified });
    expect(rows.map(({ transition, outcome, fault }) => [transition, outcome, fault])).toEqual([
      ['verify', 'approved', null],
      ['report-implemented', 'approved', null],
      ['respond', 'approved', null],
      ['issue', 'approved', null],
    ]);
    const { staff, manager, auditor } = world.people;
    expect(rows[0]).toMatchObject({
      recommendation: { id: verified },
      asked: { person: { id: manager }, onBehalfOf: null },
      decided: { person: { id: auditor }, onBehalfOf: null },
      reporters: [{ person: { id: staff } }, { person: { id: manager } }],
    });
  });

  test('counts every decision as of the end of the log, and reads page by page what it counted', async () => {
    const { rows } = await app.store.pool.query<{ decisions: number; size: number }>(
      `select count(*) filter (where action in ('proposal.approved', 'proposal.rejected', 'proposal.returned')) as decisions,
        count(*) as size from leaf`,
    );
    const { decisions = 0, size = 0 } = rows[0] ?? {};
    expect(await totals()).toEqual({ asOfIndex: size - 1, decisions, apart: decisions, violations: 0 });
    const read = await whole(as.auditor, { limit: 2 });
    expect(read).toHaveLength(decisions);
    expect(read.map(({ index }) => index)).toEqual(
      read.map(({ index }) => index).sort((one, other) => other - one),
    );
    expect(await whole(as.auditor, { violations: 'true' })).toEqual([]);
  });

  test('covers a recommendation, a review and a time', async () => {
    expect(await totals({ recommendationId: issued })).toMatchObject({ decisions: 1 });
    const all = await totals({ reviewId: world.reviewId });
    expect(all).toEqual(await totals());
    const [newest] = await whole(as.auditor);
    const at = newest?.at ?? '';
    expect(await totals({ from: at, to: at })).toMatchObject({ decisions: 1 });
    // Who reported before that time is known all the same.
    const [verification] = await whole(as.auditor, { recommendationId: verified, limit: 1 });
    const since = await whole(as.auditor, { recommendationId: verified, from: verification?.at ?? '' });
    expect(since).toEqual([verification]);
  });

  test('tells nobody of what they may not read', async () => {
    expect((await totals())?.decisions).toBeGreaterThan(0);
    for (const by of [as.observer, as.stranger])
      expect(await page(by)).toMatchObject({ rows: [], totals: { decisions: 0, violations: 0 } });
    await as.auditor.get('/reports/segregation', { colour: 'red' }).expect(400);
    expect((await page(as.staff)).totals).toEqual((await page(as.director)).totals);
  });

  test('lists where a decider was no other person, from the entries alone', async () => {
    const { staff, auditor } = world.people;
    const [row] = await whole(as.auditor, { recommendationId: issued });
    const forge = (action: string, id: string, from: string, to: string) =>
      tamper(
        app.store.pool,
        `update entry set canon = replace(canon, $3, $4) where action = $1 and recommendation_id = $2`,
        [action, id, from, to],
      );
    const acts = (who: SegregationRow['asked'] | undefined) => `"actor":"${who?.person.id}"`;
    expect(await forge('proposal.approved', issued, acts(row?.decided), acts(row?.asked))).toBe(1);
    expect((await whole(as.auditor, { violations: 'true' })).map(({ fault }) => fault)).toEqual([
      'own-proposal',
    ]);
    // The verifier acts for somebody who made the report.
    const verification = `"actor":"${auditor}"`;
    const entry = await app.store.pool.query<{ id: string }>(
      `select id from entry where recommendation_id = $1 and canon like '%' || $2 || '%' and action = 'proposal.approved'`,
      [verified, verification],
    );
    expect(entry.rowCount).toBe(1);
    await tamper(
      app.store.pool,
      `update entry set canon = replace(canon, '"onBehalfOf":null', $2) where id = $1`,
      [entry.rows[0]?.id, `"onBehalfOf":"${staff}"`],
    );
    const listed = await whole(as.auditor, { violations: 'true', limit: 1 });
    expect(new Set(listed.map(({ fault }) => fault))).toEqual(new Set(['own-proposal', 'verifier-in-chain']));
    expect(listed.find(({ fault }) => fault === 'verifier-in-chain')?.decided).toMatchObject({
      person: { id: auditor },
      onBehalfOf: { id: staff },
    });
    expect(await totals()).toMatchObject({ violations: 2 });
  });
});
