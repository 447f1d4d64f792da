import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EvidenceView, findingsMax, pageOf, RecommendationView, type Integrity } from '#contracts';
import { checkEvidence, checkHistory } from '#store';
import { checked } from '../support/checked.js';
import { accepted, type Client } from '../support/client.js';
import { signedIn } from '../support/signed-in.js';
import { createSmallWorld, type SmallWorld } from '../support/small-world.js';
import { startApp, type TestApp } from '../support/start-app.js';

const Items = pageOf(EvidenceView);

describe('files of evidence', () => {
  let app: TestApp;
  let world: SmallWorld;
  let people: Record<'auditor' | 'staff' | 'director' | 'observer', Client>;
  let recommendationId: string;
  beforeAll(async () => {
    app = await startApp();
    world = await createSmallWorld(app.store);
    people = await signedIn(app, world, 'auditor', 'staff', 'director', 'observer');
  });
  afterAll(() => app.stop());

  const bring = async (bytes: string, fields: Record<string, string> = {}): Promise<string> => {
    const answer = await people.staff.upload(
      '/evidence/files',
      { recommendationId, title: 'Minutes', ...fields },
      { name: 'minutes.txt', bytes },
    );
    return accepted(answer).objectId;
  };
  /** Where the newest file of an item is kept on the disk. */
  const placeOf = async (id: string): Promise<string> => {
    const { rows } = await app.store.pool.query<{ key: string }>(
      `select file ->> 'storageKey' as key from evidence where id = $1`,
      [id],
    );
    return join(app.filesFolder, rows[0]?.key ?? '');
  };
  const integrityOf = async (id: string): Promise<Integrity | null | undefined> => {
    const { rows } = Items.parse((await people.auditor.get('/evidence', { recommendationId })).body);
    return rows.find((row) => row.id === id)?.integrity;
  };
  const hasAlarm = async (client: Client): Promise<boolean> =>
    RecommendationView.parse((await client.get(`/recommendations/${recommendationId}`)).body).evidenceAlarm;
  const openAlarms = async (): Promise<object[]> =>
    (await people.auditor.get('/alarms', { open: 'true' }).expect(200)).body.rows as object[];

  test('are unchecked when they come, and found as they were brought', async () => {
    recommendationId = await world.started();
    const id = await bring('What was agreed.');
    const link = accepted(
      await people.staff.command('evidence.add-link', {
        recommendationId,
        title: 'A page',
        url: 'https://example.org/',
      }),
    );
    expect(await integrityOf(id)).toBe('unchecked');
    await app.settled();
    expect(await checked(people.auditor, 'evidence')).toMatchObject({
      outcome: 'sound',
      counts: { files: 1, bytes: 16 },
    });
    expect(await integrityOf(id)).toBe('ok');
    expect(await integrityOf(link.objectId)).toBeNull();
    expect(await hasAlarm(people.auditor)).toBe(false);
  });

  test.each([
    ['altered', 'file-altered', (place: string) => writeFile(place, 'What was never agreed.')],
    ['missing', 'file-missing', (place: string) => rm(place)],
  ] as const)('that are %s raise an alarm and mark the recommendation', async (integrity, code, harm) => {
    recommendationId = await world.started();
    const [id, other] = [await bring('What was agreed.'), await bring('Something else.')];
    await harm(await placeOf(id));
    await app.settled();
    const run = await checked(people.auditor, 'evidence');
    expect(run).toMatchObject({ outcome: 'unsound', findingCount: 1 });
    expect(run.findings).toMatchObject([{ code, objectType: 'evidence', objectId: id, recommendationId }]);
    expect(await integrityOf(id)).toBe(integrity);
    expect(await integrityOf(other)).toBe('ok');
    expect(await hasAlarm(people.auditor)).toBe(true);
    expect(await openAlarms()).toMatchObject([{ kind: 'evidence', finding: { code, objectId: id } }]);

    await writeFile(await placeOf(id), 'What was agreed.');
    expect(await checked(people.auditor, 'evidence')).toMatchObject({ outcome: 'sound' });
    expect(await integrityOf(id)).toBe('ok');
    expect(await hasAlarm(people.auditor)).toBe(false);
    expect(await openAlarms()).toEqual([]);
  });

  test('are checked in their earlier versions too', async () => {
    recommendationId = await world.started();
    const id = await bring('First version.');
    const place = await placeOf(id);
    const replacing = people.staff.upload(
      `/evidence/${id}/file`,
      { reason: 'a better one' },
      { name: 'minutes.txt', bytes: 'Second version.' },
      { version: 1 },
    );
    accepted(await replacing);
    await rm(place);
    await app.settled();
    const { findings } = await checked(people.auditor, 'evidence');
    expect(findings).toMatchObject([{ code: 'file-missing', objectId: id, objectVersion: 1 }]);
    expect(await integrityOf(id)).toBe('missing');
    await writeFile(place, 'First version.');
    await checked(people.auditor, 'evidence');
  });

  test('mark a recommendation for those alone who may read the evidence', async () => {
    recommendationId = await world.issued({ confidentiality: 'public' });
    const id = await bring('For few.', { confidentiality: 'confidential' });
    await rm(await placeOf(id));
    await app.settled();
    await checked(people.auditor, 'evidence');
    expect(await hasAlarm(people.director)).toBe(true);
    expect(await hasAlarm(people.observer)).toBe(false);
    await writeFile(await placeOf(id), 'For few.');
    await checked(people.auditor, 'evidence');
  });

  test('come round within seven days, the longest unchecked first', async () => {
    await app.store.pool.query(
      `insert into evidence_check (storage_key, entry_id, evidence_id, recommendation_id, object_version, checked_at)
       select 'zz/' || number, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 1,
         now() - make_interval(mins => number)
       from generate_series(1, 1400) as number`,
    );
    const { rows: before } = await app.store.pool.query<{ total: number }>(
      'select count(*) as total from evidence_check',
    );
    const share = Math.ceil((before[0]?.total ?? 0) / 7);
    for (let day = 1; day <= 7; day++) {
      const { counts, findings, findingCount } = await checkEvidence(app.store, app.files, { seed: day });
      // No entry brought these files.
      expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(['file-missing']));
      expect(findings).toHaveLength(Math.min(findingsMax, findingCount));
      expect(counts.files).toBeGreaterThanOrEqual(share);
    }
    const { rows } = await app.store.pool.query(
      `select 1 from evidence_check where checked_at < now() - interval '1 minute'`,
    );
    expect(rows).toEqual([]);
  });

  test('leave the history sound', async () => {
    expect((await checkHistory(app.store, 'all')).findings).toEqual([]);
  });
});

describe('periods that evidence speaks of', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ worker: false });
  });
  afterAll(() => app.stop());

  test('are told of when they end, first the one that ends first, to those who may read it', async () => {
    const world = await createSmallWorld(app.store);
    const { staff, stranger } = await signedIn(app, world, 'staff', 'stranger');
    const recommendationId = await world.started();
    const add = async (title: string, effectiveTo: string | null) =>
      staff.must('evidence.add-link', { recommendationId, title, url: 'https://example.org/', effectiveTo });
    await add('ends later', '2026-12-20');
    await add('has ended', '2026-11-01');
    await add('ends long after', '2027-12-20');
    await add('has no end', null);
    const gone = await add('ended and was withdrawn', '2026-10-01');
    await staff.must('evidence.withdraw', { reason: 'not needed' }, gone.objectId, 1);
    const ending = async (client: Client) =>
      Items.parse((await client.get('/evidence', { endsBefore: '2026-12-24' }).expect(200)).body);
    expect((await ending(staff)).rows.map(({ title }) => title)).toEqual(['has ended', 'ends later']);
    expect((await ending(staff)).rows[0]).toMatchObject({ recommendationTitle: 'Recommendation 1' });
    expect((await ending(stranger)).rows).toEqual([]);
    const first = await staff.get('/evidence', { endsBefore: '2026-12-24', limit: 1 }).expect(200);
    const next = await staff.get('/evidence', {
      endsBefore: '2026-12-24',
      limit: 1,
      cursor: first.body.next as string,
    });
    expect(Items.parse(next.body).rows.map(({ title }) => title)).toEqual(['ends later']);
  });
});
