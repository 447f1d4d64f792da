import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Response } from 'supertest';
import { apiBase, evidenceSizeMax, problemStatus, type EvidenceView, type Problem } from '#contracts';
import type { Client } from '../support/client.js';
import { expectRefused } from '../support/matchers.js';
import { uploadRaw } from '../support/raw-upload.js';
import { expectWholeLog, leavesNoTrace } from '../support/record.js';
import { signedIn } from '../support/signed-in.js';
import { createSmallWorld, type SmallWorld } from '../support/small-world.js';
import { startApp, startNode, type TestApp } from '../support/start-app.js';

const pdf = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\n';

/** Files that are not taken: what each is, its name, its bytes. */
const refusedFiles: [string, string, string | Buffer][] = [
  ['a page', 'page.pdf', '<!doctype html><script>alert(1)</script>'],
  ['a page with a text name', 'page.html', '<html><body>x</body></html>'],
  ['a drawing', 'drawing.pdf', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['a drawing with its own name', 'drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ['a program', 'program.pdf', Buffer.concat([Buffer.from('MZ\x90\x00'), Buffer.alloc(200)])],
  ['a Linux program', 'report.pdf', Buffer.from('\x7fELF\x02\x01\x01'.padEnd(200, '\0'), 'latin1')],
  ['an archive', 'archive.pdf', Buffer.from('504b0506' + '00'.repeat(18), 'hex')],
  ['text named as a document', 'report.pdf', 'plain words'],
  ['bytes named as text', 'notes.txt', Buffer.from([1, 2, 0, 255, 254])],
  ['text of another encoding', 'notes.txt', Buffer.from('caf\xe9 au lait', 'latin1')],
  ['a file without a kind', 'README', 'words'],
];

/** Names as they come, and as they are shown: with the ending of what the file is. */
const shownNames: [string, string][] = [
  ['../../x', 'x.pdf'],
  ['../../etc/passwd.pdf', 'passwd.pdf'],
  ['C:\\Users\\x\\report.pdf', 'report.pdf'],
  ['..', 'file.pdf'],
  ['.htaccess', 'htaccess.pdf'],
  ['a"; filename=b.exe', 'a%22; filename=b.exe.pdf'],
  ['<script>.pdf', 'script.pdf'],
  ['report\u0007.pdf', 'report.pdf'],
  ['a/b/', 'file.pdf'],
  [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(196)}.pdf`],
];

describe('wrong uploads', () => {
  let app: TestApp;
  let world: SmallWorld;
  let staff: Client;
  let fields: Record<string, string>;
  let kept: string[];
  beforeAll(async () => {
    app = await startApp();
    world = await createSmallWorld(app.store);
    ({ staff } = await signedIn(app, world, 'staff'));
    fields = { recommendationId: await world.issued(), title: 'The report' };
  });
  beforeEach(async () => {
    kept = await filesKept();
  });
  afterAll(async () => {
    await app.settled();
    await expectWholeLog(app.store);
    await app.stop();
  });

  /** Names of all files on the disk, finished or not. */
  const filesKept = async () =>
    (await readdir(app.filesFolder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  /** Sends what must be refused; expects that neither a row nor a byte of it stays. */
  const send = async (attempt: () => PromiseLike<Response>): Promise<Response> => {
    const answer = await leavesNoTrace(app.store, async () => attempt());
    expect(await filesKept()).toEqual(kept);
    return answer;
  };
  const upload = (file: { name: string; bytes: string | Buffer }, given = fields) =>
    send(() => staff.upload('/evidence/files', given, file));
  /** A form of any parts: fields by name, files by name with their content. */
  const form = (parts: [string, string, string?][]) =>
    send(() => {
      const sent = staff.send('post', '/evidence/files').set('Idempotency-Key', randomUUID());
      for (const [name, value, fileName] of parts) {
        if (fileName) sent.attach(name, Buffer.from(value), fileName);
        else sent.field(name, value);
      }
      return sent;
    });
  const all = () => Object.entries<string>(fields);

  test('a file of 0 bytes is refused', async () => {
    expectRefused(await upload({ name: 'empty.pdf', bytes: '' }), 'file-empty');
  });

  test.each(refusedFiles)('%s is told by its content and refused', async (_, name, bytes) => {
    const problem = expectRefused(await upload({ name, bytes }), 'file-type-refused');
    expect(problem.fields).toEqual([{ field: 'file', message: expect.any(String) }]);
  });

  test('fields that are missing, unknown, wrong or given twice are refused at their name', async () => {
    const { title, ...without } = fields;
    const file: [string, string, string] = ['file', pdf, 'a.pdf'];
    const wrong: [[string, string, string?][], string][] = [
      [[...Object.entries<string>(without), file], 'title'],
      [[...all(), ['owner', 'x'], file], 'owner'],
      [[...all(), ['confidentiality', 'secret'], file], 'confidentiality'],
      [[...all(), ['effectiveFrom', '2026-02-30'], file], 'effectiveFrom'],
      [[...all(), ['effectiveFrom', '2026-02-02'], ['effectiveTo', '2026-02-01'], file], 'effectiveTo'],
      [[...all(), ['title', 'again'], file], 'title'],
      [[['recommendationId', 'x'], ['title', title ?? ''], file], 'recommendationId'],
      [all(), 'file'],
      [[...all(), ['document', pdf, 'a.pdf']], 'document'],
    ];
    for (const [parts, field] of wrong) {
      const problem = expectRefused(await form(parts), 'invalid-input');
      expect(problem.fields?.map((fault) => fault.field)).toContain(field);
    }
    expectRefused(await form([...all(), ['__proto__', 'x'], file]), 'malformed-body');
  });

  test('a field after the file, or a second file, is refused and nothing is kept', async () => {
    const file: [string, string, string] = ['file', pdf.padEnd(300_000), 'a.pdf'];
    const late = expectRefused(
      await form([...all(), file, ['confidentiality', 'confidential']]),
      'invalid-input',
    );
    expect(late.fields?.map(({ field }) => field)).toEqual(['confidentiality']);
    const two = expectRefused(await form([...all(), file, file]), 'invalid-input');
    expect(two.fields?.map(({ field }) => field)).toEqual(['file']);
  });

  test('too many fields, too long fields and broken forms are refused', async () => {
    const many = Array.from({ length: 30 }, (_, place): [string, string] => [`field${place}`, 'x']);
    expect((await form([...many, ['file', pdf, 'a.pdf']])).status).toBe(413);
    expectRefused(
      await upload({ name: 'a.pdf', bytes: pdf }, { ...fields, title: 'x'.repeat(100_000) }),
      'invalid-input',
    );
    for (const body of [
      '',
      '--x',
      '--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nx',
      'nonsense',
    ]) {
      const sent = await send(() =>
        staff
          .send('post', '/evidence/files')
          .set({ 'Idempotency-Key': randomUUID(), 'Content-Type': 'multipart/form-data; boundary=x' })
          .send(body),
      );
      expect({ body, status: sent.status }).toEqual({ body, status: 400 });
      expect(sent.headers['content-type']).toContain('problem+json');
    }
    const json = staff
      .send('post', '/evidence/files')
      .set('Idempotency-Key', randomUUID())
      .send({ ...fields });
    expectRefused(await send(() => json), 'unsupported-media-type');
    expectRefused(await send(() => staff.send('post', '/evidence/files')), 'idempotency-key-required');
  });

  test.each([true, false])(
    'a file of 1 GB is refused without being held, its size announced: %s',
    async (announced) => {
      const answer = await uploadRaw({
        url: `${app.url}${apiBase}/evidence/files`,
        headers: {
          Cookie: staff.cookie,
          'X-CSRF-Token': staff.me.csrfToken,
          'Idempotency-Key': randomUUID(),
        },
        fields,
        fileName: 'large.pdf',
        size: 1024 ** 3,
        announced,
      });
      const problem = JSON.parse(answer.text) as Problem;
      expect([answer.status, problem.code]).toEqual([problemStatus['file-too-large'], 'file-too-large']);
      expect(answer.sent).toBeLessThan((announced ? 0 : evidenceSizeMax) + 32 * 1024 ** 2);
      expect(answer.grown).toBeLessThan(150 * 1024 ** 2);
      await sleep(50);
      expect(await filesKept()).toEqual(kept);
    },
  );

  test('an upload that breaks off leaves nothing', async () => {
    const sent = uploadRaw({
      url: `${app.url}${apiBase}/evidence/files`,
      headers: { Cookie: staff.cookie, 'X-CSRF-Token': staff.me.csrfToken, 'Idempotency-Key': randomUUID() },
      fields,
      fileName: 'broken.pdf',
      size: 4 * 1024 ** 2,
      announced: false,
      breaksOffAfter: 2 * 1024 ** 2,
    });
    await expect(sent).rejects.toThrow();
    for (let wait = 0; wait < 40 && (await filesKept()).length > kept.length; wait++) await sleep(25);
    expect(await filesKept()).toEqual(kept);
  });

  test('an upload that stands still does not keep a node from stopping', async () => {
    const node = await startNode(app);
    const agent = staff.at(node.url).send('post', '/evidence/files');
    const waiting = agent.set({ 'Idempotency-Key': randomUUID(), 'Transfer-Encoding': 'chunked' });
    waiting.set('Content-Type', 'multipart/form-data; boundary=b').write('--b\r\n');
    await sleep(50);
    const began = performance.now();
    await node.stop();
    expect(performance.now() - began).toBeLessThan(4000);
    waiting.abort();
    expect(await filesKept()).toEqual(kept);
  });

  test('without rights nothing is kept', async () => {
    const { observer, stranger } = await signedIn(app, world, 'observer', 'stranger');
    for (const client of [observer, stranger]) {
      const sent = await send(() => client.upload('/evidence/files', fields, { name: 'a.pdf', bytes: pdf }));
      expectRefused(sent, 'not-found');
    }
    const elsewhere = { ...fields, recommendationId: randomUUID() };
    expectRefused(await upload({ name: 'a.pdf', bytes: pdf }, elsewhere), 'not-found');
  });

  test.each(shownNames)(
    'a file named %j is kept under a name of ours and shown as %j',
    async (given, shown) => {
      const sent = await uploadNamed(given);
      expect(sent.status).toBe(201);
      const { body } = await staff.get('/evidence', { limit: 1 });
      const [item] = body.rows as EvidenceView[];
      expect(item?.file?.fileName).toBe(shown);
      const added = (await filesKept()).filter((path) => !kept.includes(path));
      expect(added).toHaveLength(1);
      expect(added[0]?.slice(app.filesFolder.length)).toMatch(/^\/[0-9a-f]{2}\/[0-9a-f-]{36}$/);
    },
  );
  /** The name goes into the form as it is, with quotes alone escaped as browsers do. */
  const uploadNamed = (name: string) => {
    const escaped = name.replaceAll('"', '%22');
    const lines = [
      ...Object.entries(fields).map(
        ([key, value]) => `--b\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}`,
      ),
      `--b\r\nContent-Disposition: form-data; name="file"; filename="${escaped}"\r\nContent-Type: text/html\r\n\r\n${pdf}`,
    ];
    return staff
      .send('post', '/evidence/files')
      .set({ 'Idempotency-Key': randomUUID(), 'Content-Type': 'multipart/form-data; boundary=b' })
      .send(Buffer.from(`${lines.join('\r\n')}\r\n--b--\r\n`));
  };
});
