import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import type { Response } from 'supertest';
import { EvidenceView, Receipt, type ProposalView } from '#contracts';
import { accepted, type Client } from '../support/client.js';
import { expectRefused } from '../support/matchers.js';
import { expectWholeLog, leavesNoTrace } from '../support/record.js';
import { signedIn } from '../support/signed-in.js';
import { createSmallWorld, type SmallWorld } from '../support/small-world.js';
import { startApp, type TestApp } from '../support/start-app.js';

const pdfOf = (content: Buffer | string) => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from(content)]);
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

const notOfTheWeb = [
  'javascript:alert(1)',
  'data:text/html,x',
  'ftp://example.org',
  '//example.org',
  'x',
  'https://',
];

describe('evidence', () => {
  let app: TestApp;
  let world: SmallWorld;
  let as: Record<'staff' | 'editor' | 'manager' | 'auditor' | 'observer' | 'stranger', Client>;
  let recommendationId: string;
  beforeAll(async () => {
    app = await startApp();
    world = await createSmallWorld(app.store);
    as = await signedIn(app, world, 'staff', 'editor', 'manager', 'auditor', 'observer', 'stranger');
    recommendationId = await world.started();
  });
  afterAll(async () => {
    await app.settled();
    await expectWholeLog(app.store);
    await app.stop();
  });

  const bring = async (
    bytes: Buffer,
    fields: Record<string, string> = {},
    name = 'report.pdf',
    by = as.staff,
  ) => {
    const sent = by.upload(
      '/evidence/files',
      { recommendationId, title: 'The report', ...fields },
      { name, bytes },
    );
    return Receipt.parse((await sent.expect(201)).body);
  };
  const replace = (id: string, version: number, bytes: Buffer, by = as.staff) =>
    by.upload(`/evidence/${id}/file`, { reason: 'A better copy.' }, { name: 'new.pdf', bytes }, { version });
  const download = (by: Client, id: string, query = {}) =>
    by.get(`/evidence/${id}/file`, query).buffer(true).parse(binary);
  const view = async (id: string, by = as.staff) => {
    const { body } = await by.get('/evidence', { recommendationId, limit: 200 }).expect(200);
    const item = (body.rows as unknown[])
      .map((row) => EvidenceView.strict().parse(row))
      .find((row) => row.id === id);
    if (!item) throw new Error('the item is not in the list');
    return item;
  };

  test('a file comes out as it went in, with size, hash and type told by its bytes', async () => {
    const bytes = pdfOf(randomBytes(3_000_000));
    const period = { effectiveFrom: '2025-01-01', effectiveTo: '2025-12-31' };
    const { objectId, version } = await bring(bytes, period);
    expect(version).toBe(1);
    expect(await view(objectId)).toMatchObject({
      ...period,
      kind: 'file',
      url: null,
      state: 'current',
      file: {
        fileName: 'report.pdf',
        mediaType: 'application/pdf',
        size: bytes.length,
        sha256: sha256(bytes),
      },
      addedBy: { id: world.people.staff, name: 'Staff Tester' },
    });
    const answer = await download(as.staff, objectId).expect(200);
    expect(sha256(answer.body as Buffer)).toBe(sha256(bytes));
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': `${bytes.length}`,
      'content-disposition': `attachment; filename*=UTF-8''report.pdf`,
      'content-security-policy':
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    const head = await as.staff.head(`/evidence/${objectId}/file`).expect(200);
    expect(head.headers['content-length']).toBe(`${bytes.length}`);
  });

  test('a name of any writing is given back safely, whatever it contains', async () => {
    const names = ['تقرير ٢٠٢٦ (نهائي).pdf', '报告’s 100%.pdf', "it's; a=b, c*.pdf", 'a\u202Efdp.exe.pdf'];
    for (const name of names) {
      const { objectId } = await bring(pdfOf(name), {}, name);
      const { headers } = await download(as.staff, objectId).expect(200);
      const disposition = headers['content-disposition'] ?? '';
      expect(disposition).not.toContain(encodeURIComponent('\u202E'));
      expect(disposition).toMatch(/^attachment; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]+$/);
      expect(decodeURIComponent(disposition.split("''")[1] ?? '')).toBe(
        (await view(objectId)).file?.fileName,
      );
    }
  });

  test('a replacement is a new version, and the older one can still be read', async () => {
    const [first, second] = [pdfOf('first'), pdfOf('second')];
    const { objectId } = await bring(first);
    expectRefused(await replace(objectId, 7, second), 'version-conflict');
    const receipt = accepted(await replace(objectId, 1, second).expect(200));
    expect(receipt).toMatchObject({ objectId, version: 2 });
    expect(await view(objectId)).toMatchObject({
      version: 2,
      file: { fileName: 'new.pdf', sha256: sha256(second) },
    });
    expect((await download(as.staff, objectId)).body).toEqual(second);
    expect((await download(as.staff, objectId, { version: 1 })).body).toEqual(first);
    expect((await download(as.auditor, objectId, { version: 2 })).body).toEqual(second);
    for (const version of ['0', '-1', 'x', '1.5', '99999999999']) {
      expectRefused(await as.staff.get(`/evidence/${objectId}/file`, { version }), 'invalid-input');
    }
  });

  test('whoever neither added it nor manages it cannot replace or withdraw it', async () => {
    const { objectId } = await bring(pdfOf('mine'));
    const files = await filesIn(app.filesFolder);
    for (const client of [as.editor, as.auditor]) {
      expectRefused(
        await leavesNoTrace(app.store, async () => replace(objectId, 1, pdfOf('x'), client)),
        'not-permitted',
      );
      const withdrawal = client.command('evidence.withdraw', { reason: 'x' }, { id: objectId, version: 1 });
      expectRefused(await leavesNoTrace(app.store, async () => withdrawal), 'not-permitted');
    }
    expect(await filesIn(app.filesFolder)).toEqual(files);
    await as.manager.must('evidence.withdraw', { reason: 'It is about something else.' }, objectId, 1);
    expectRefused(await replace(objectId, 2, pdfOf('x')), 'wrong-state');
    expect((await view(objectId)).state).toBe('withdrawn');
  });

  test('the same upload with the same key has one effect, and keeps one file', async () => {
    const [key, bytes] = [randomUUID(), pdfOf('once')];
    const fields = { recommendationId, title: 'Once' };
    const before = (await filesIn(app.filesFolder)).length;
    const send = (title = 'Once', content = bytes) =>
      as.staff.upload('/evidence/files', { ...fields, title }, { name: 'a.pdf', bytes: content }, { key });
    const first = accepted(await send());
    expect(accepted(await send())).toEqual(first);
    expectRefused(await send('Twice'), 'idempotency-key-reused');
    expectRefused(await send('Once', pdfOf('other')), 'idempotency-key-reused');
    expect((await filesIn(app.filesFolder)).length).toBe(before + 1);
    const again = () =>
      as.staff.upload(
        `/evidence/${first.objectId}/file`,
        { reason: 'x' },
        { name: 'b.pdf', bytes },
        { key: `${key}-2`, version: 1 },
      );
    const second = accepted(await again());
    expect(accepted(await again())).toEqual(second);
    expect((await filesIn(app.filesFolder)).length).toBe(before + 2);
    expect((await download(as.staff, first.objectId)).body).toEqual(bytes);
  });

  test('what is confidential is for who added it and for managers and auditors', async () => {
    const { objectId } = await bring(pdfOf('secret'), { title: 'Secret', confidentiality: 'confidential' });
    for (const client of [as.staff, as.manager, as.auditor]) {
      await download(client, objectId).expect(200);
      expect((await view(objectId, client)).title).toBe('Secret');
    }
    await app.settled();
    expectRefused(await as.editor.get(`/evidence/${objectId}/file`), 'not-found');
    for (const path of ['/evidence', '/history']) {
      const listed = await as.editor.get(path, { recommendationId, limit: 200 }).expect(200);
      expect(listed.text).not.toContain(objectId);
    }
    for (const client of [as.observer, as.stranger]) {
      expectRefused(await client.get(`/evidence/${objectId}/file`), 'not-found');
    }
    expectRefused(await as.editor.get(`/evidence/${objectId}/file`, { version: 1 }), 'not-found');
  });

  test('a link is evidence, of the web alone, and has no file', async () => {
    const link = { recommendationId, title: 'Resolution', url: 'https://example.org/a?b=c#d' };
    const { objectId } = await as.staff.must('evidence.add-link', link);
    expect(await view(objectId)).toMatchObject({ kind: 'link', url: link.url, file: null });
    expectRefused(await as.staff.get(`/evidence/${objectId}/file`), 'not-found');
    expectRefused(await as.staff.get(`/evidence/${objectId}/file`, { version: 1 }), 'not-found');
    expectRefused(await replace(objectId, 1, pdfOf('x')), 'wrong-state');
    for (const url of notOfTheWeb) {
      expectRefused(await as.staff.command('evidence.add-link', { ...link, url }), 'invalid-input');
    }
  });

  test('a proposal is of the evidence that was there: a replaced item makes it out of date', async () => {
    const bytes = pdfOf('done');
    const { objectId } = await bring(bytes);
    const report = {
      transition: 'report-implemented' as const,
      narrative: 'Done.',
      evidenceIds: [objectId],
    };
    const id = await as.staff.proposes(recommendationId, report);
    const { evidence } = (await as.manager.get(`/proposals/${id}`)).body as ProposalView;
    expect(evidence).toEqual([{ evidenceId: objectId, version: 1, sha256: sha256(bytes) }]);
    accepted(await replace(objectId, 1, pdfOf('done otherwise')));
    const approval = () => as.manager.command('proposal.approve', {}, { id, version: 1 });
    const problem = expectRefused(
      await leavesNoTrace(app.store, async () => approval()),
      'proposal-out-of-date',
    );
    expect(problem.rule).toBe('proposal.approve/evidence-changed');
    await as.staff.must('proposal.withdraw', {}, id);
    const other = await world.started();
    const version = await as.staff.versionOf('recommendation', other);
    const elsewhere = as.staff.command(
      'proposal.make',
      { recommendationId: other, change: report },
      { version },
    );
    expectRefused(await elsewhere, 'obligation-missing');
  });
});

function binary(answer: Response, done: (error: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  answer.on('data', (chunk: Buffer) => chunks.push(chunk));
  answer.on('end', () => done(null, Buffer.concat(chunks)));
}

/** Names under which files are kept. */
async function filesIn(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).filter((name) => name.length > 30);
}
