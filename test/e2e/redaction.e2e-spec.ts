import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import {
  HistoryEntry,
  problemStatus,
  RedactionView,
  redactedText,
  type CommandRequest,
  type EntryBody,
  type Event,
  type EvidenceView,
  type Opening,
  type ProblemCode,
  type ProposalView,
  type StateOf,
} from '#contracts';
import { commitmentsIn, isOpeningOf, openedBody } from '#ledger';
import { rowShapes, type Store } from '#store';
import { evolve } from '#workflow';
import { asOwner } from '../support/as-owner.js';
import { accepted, type Client } from '../support/client.js';
import { readList } from '../support/read-list.js';
import { leavesNoTrace } from '../support/record.js';
import { signedIn } from '../support/signed-in.js';
import { createSmallWorld, type SmallWorld } from '../support/small-world.js';
import { startApp, type TestApp } from '../support/start-app.js';

const secret = 'The witness is Jordan Q. of the harbour street';

describe('a redaction', () => {
  let app: TestApp;
  let world: SmallWorld;
  let as: Record<'staff' | 'manager' | 'director' | 'auditor' | 'observer' | 'strangersManager', Client>;
  let recommendationId: string;
  let commentId: string;
  let target: { entryId: string; path: string };

  beforeAll(async () => {
    app = await startApp();
    world = await createSmallWorld(app.store);
    as = await signedIn(
      app,
      world,
      'staff',
      'manager',
      'director',
      'auditor',
      'observer',
      'strangersManager',
    );
    recommendationId = await world.started();
    const posted = await as.staff.must('comment.post', { recommendationId, text: secret });
    commentId = posted.objectId;
    target = { entryId: posted.entries[0]?.id ?? '', path: '/set/text' };
    await as.staff.must('comment.edit', { text: 'I should not have named anybody.' }, commentId, 1);
    await as.staff.must('recommendation.hold', { reason: secret }, recommendationId);
    await as.staff.must('comment.post', { recommendationId, text: 'Something else altogether.' });
    await app.settled();
  });
  afterAll(() => app.stop());

  const request = (fields = {}) => ({
    recommendationId,
    targets: [target],
    legalBasis: 'safety_of_persons' as const,
    reason: 'A witness was named.',
    ...fields,
  });

  const refused = (sent: ReturnType<Client['command']>, code: ProblemCode) =>
    leavesNoTrace(app.store, async () => {
      const { status, body } = await sent;
      expect({ status, code: (body as { code: string }).code }).toEqual({
        status: problemStatus[code],
        code,
      });
    });
  const asks = (who: keyof typeof as, fields = {}) => as[who].command('redaction.request', request(fields));
  const decides = (
    who: keyof typeof as,
    verb: 'approve' | 'reject',
    id: string,
    input: CommandRequest<'redaction.reject'> | object = {},
  ) => as[who].command(`redaction.${verb}`, input, { id, version: 1 });

  test('is asked for by a manager of the recommendation alone', async () => {
    await refused(asks('staff'), 'not-permitted');
    await refused(asks('auditor'), 'not-permitted');
    await refused(asks('observer'), 'not-found');
    await refused(asks('strangersManager'), 'not-found');
  });

  test('names places of this recommendation that hold something', async () => {
    const elsewhere = await world.issued();
    const other = await as.staff.must('comment.post', { recommendationId: elsewhere, text: 'Elsewhere.' });
    const targets = [
      { ...target, path: '/set/state' },
      { ...target, entryId: other.entries[0]?.id ?? '' },
    ];
    for (const wrong of targets) await refused(asks('manager', { targets: [wrong] }), 'reference-not-found');
  });

  test('takes two persons', async () => {
    const { objectId } = await as.manager.must('redaction.request', request());
    await refused(decides('manager', 'approve', objectId), 'own-proposal');
    await refused(decides('auditor', 'approve', objectId), 'not-permitted');
    await refused(decides('strangersManager', 'approve', objectId), 'not-found');
    await decides('director', 'reject', objectId, { reason: 'Ask counsel first.' }).expect(200);
    await refused(as.director.command('redaction.approve', {}, { id: objectId, version: 2 }), 'wrong-state');
    expect(await textOf(app.store, commentId)).toBe('I should not have named anybody.');
  });

  test('takes what was said out of every place, and leaves the proof whole', async () => {
    const hashes = await hashesOf(app.store);
    const { objectId } = await as.manager.must('redaction.request', request());
    const approved = accepted(await decides('director', 'approve', objectId, { reason: 'Counsel agrees.' }));
    await app.settled();

    expect((await hashesOf(app.store)).slice(0, hashes.length)).toEqual(hashes);
    expect(await everythingKept(app.store)).not.toContain('Jordan');

    const rows = await readList(as.auditor, '/history', HistoryEntry, { recommendationId });
    const redacted = rows.filter((entry) => entry.redacted.length > 0);
    expect(redacted.map(({ action, redacted: places }) => [action, places])).toEqual([
      ['recommendation.held', [{ path: '/note/reason', by: approved.entries[0]?.id }]],
      ['comment.edited', [{ path: '/was/text', by: approved.entries[0]?.id }]],
      ['comment.posted', [{ path: '/set/text', by: approved.entries[0]?.id }]],
    ]);
    expect(redacted[2]?.body).toMatchObject({ set: { text: redactedText } });
    const record = rows.find(({ action }) => action === 'redaction.approved');
    expect(record).toMatchObject({
      actor: { id: world.people.director },
      body: { set: { state: 'approved' }, note: { reason: 'Counsel agrees.' } },
    });
    expect(await textOf(app.store, commentId)).toBe('I should not have named anybody.');
    const listed = await readList(as.staff, '/redactions', RedactionView, { recommendationId });
    expect(listed[0]).toMatchObject({
      state: 'approved',
      reason: 'A witness was named.',
      requestedBy: { id: world.people.manager },
      decidedBy: { id: world.people.director },
    });
    expect(listed[0]?.targets).toHaveLength(3);
    await as.observer.get('/redactions').expect(403);
  });

  test('of what is said now changes the row to what folding gives', async () => {
    const fields = { recommendationId, title: 'Harbour' };
    const file = accepted(
      await as.staff.upload('/evidence/files', fields, { name: 'harbour.txt', bytes: 'names and addresses' }),
    );
    const link = await as.staff.must('evidence.add-link', {
      recommendationId,
      title: 'Names of the harbour street',
      url: 'https://example.org/jordan',
    });
    await as.staff.must('recommendation.resume', {}, recommendationId);
    const proposalId = await as.staff.proposes(recommendationId, {
      transition: 'report-implemented',
      narrative: 'All is done.',
      evidenceIds: [file.objectId],
    });
    const places = [
      [link, '/set/title'],
      [link, '/set/url'],
      [file, '/set/file'],
    ] as const;
    const targets = places.map(([{ entries }, path]) => ({ entryId: entries[0]?.id ?? '', path }));
    const { objectId } = await as.director.must('redaction.request', request({ targets }));
    await decides('manager', 'approve', objectId).expect(200);
    const evidence = (await as.auditor.get('/evidence', { recommendationId }).expect(200)).body as {
      rows: EvidenceView[];
    };
    expect(evidence.rows.map(({ title, url, file: kept }) => [title, url, kept])).toEqual([
      [redactedText, null, null],
      ['Harbour', null, null],
    ]);
    await as.auditor.get(`/evidence/${file.objectId}/file`).expect(404);
    await as.auditor.get(`/evidence/${file.objectId}/file`, { version: 1 }).expect(404);
    const proposal = (await as.auditor.get(`/proposals/${proposalId}`).expect(200)).body as ProposalView;
    expect(proposal.evidence).toEqual([{ evidenceId: file.objectId, version: 1, sha256: null }]);
    for (const type of ['comment', 'evidence', 'proposal', 'recommendation', 'redaction'] as const)
      await rowsAreFolds(app.store, type);
  });

  test('cannot be undone, and nothing else touches what was said', async () => {
    const attempts = [
      `delete from opening`,
      `truncate opening`,
      `update opening set openings = '[]'`,
      `update opening set openings = jsonb_set(openings, '{0,value}', '"x"') where jsonb_array_length(openings) > 0`,
      `update opening set redacted = '[]' where redacted <> '[]'`,
    ];
    for (const attempt of attempts)
      await expect(asOwner(app.store.pool, attempt)).rejects.toThrow(
        /redaction alone|never changed|never changed or removed/,
      );
  });
});

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

const textOf = async (store: Store, id: string) =>
  (await store.pool.query<{ text: string }>('select text from comment where id = $1', [id])).rows[0]?.text;

const hashesOf = async (store: Store) =>
  (
    await store.pool.query<{ hash: string }>(`select encode(hash, 'hex') as hash from leaf order by index`)
  ).rows.map(({ hash }) => hash);

/** All that any table of the database holds, as text. */
async function everythingKept(store: Store): Promise<string> {
  const { rows: tables } = await store.pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const texts = tables.map(({ name }) => `(select string_agg(kept::text, ' ') from ${name} kept)`);
  const question = `select concat_ws(' ', ${texts.join()}) as text`;
  const { rows } = await asOwner<{ text: string }>(store.pool, question);
  return rows[0]?.text ?? '';
}

async function rowsAreFolds<T extends 'comment' | 'evidence' | 'proposal' | 'recommendation' | 'redaction'>(
  store: Store,
  type: T,
) {
  const { rows: entries } = await store.pool.query<{ canon: string; openings: Opening[] | null }>(
    `select canon, openings from entry left join opening on opening.entry_id = entry.id
     where object_type = $1 order by object_id, object_version`,
    [type],
  );
  const folds = new Map<string, StateOf[T]>();
  for (const { canon, openings } of entries) {
    const entry = JSON.parse(canon) as {
      at: string;
      objectId: string;
      objectVersion: number;
      body: EntryBody;
    };
    const { set } = openedBody(entry.body, openings ?? []) as Pick<Event, 'set'>;
    folds.set(
      entry.objectId,
      evolve<T>(folds.get(entry.objectId) ?? null, { objectId: entry.objectId, set }, entry),
    );
    for (const { path, commitment } of commitmentsIn(entry.body)) {
      const opening = openings?.find((one) => one.path === path);
      if (opening) expect(isOpeningOf(sha256, commitment, opening)).toBe(true);
    }
  }
  const { selectList, table } = rowShapes[type];
  const { rows } = await store.pool.query<StateOf[T]>(`select ${selectList('row')} from ${table} row`);
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(row).toEqual(folds.get(row.id));
}
