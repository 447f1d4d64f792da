import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { StoredFile } from '#contracts';
import { zipOf } from '../../../../test/support/zip-of.js';
import { DiskEvidenceFiles } from './disk-evidence-files.js';

const text = (content: string | Buffer) => Readable.from([Buffer.from(content)]);
const contentTypes = `<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n');

describe('evidence on the disk', () => {
  let root: string;
  let files: DiskEvidenceFiles;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'uphold-evidence-'));
    files = new DiskEvidenceFiles(root, 10_000);
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  const receive = (fileName: string, content: string | Buffer = pdf) =>
    files.receive({ fileName, stream: text(content) });
  const everythingKept = async () =>
    (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length;

  test('is measured as it comes in, and comes out as it was', async () => {
    const content = Buffer.concat([pdf, randomBytes(5000)]);
    const chunks = [content.subarray(0, 3), content.subarray(3, 4500), content.subarray(4500)];
    const stored = await files.receive({ fileName: 'Report.pdf', stream: Readable.from(chunks) });
    expect(StoredFile.parse(stored)).toEqual({
      storageKey: stored.storageKey,
      fileName: 'Report.pdf',
      mediaType: 'application/pdf',
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    });
    expect((await buffer(await files.open(stored))).equals(content)).toBe(true);
    await files.discard(stored);
    await expect(files.open(stored)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('is kept under a name of our own, whatever it is called', async () => {
    const [one, two] = [await receive('../../x.pdf'), await receive('../../x.pdf')];
    expect([one.fileName, two.fileName]).toEqual(['x.pdf', 'x.pdf']);
    expect(one.storageKey).toMatch(/^[0-9a-f]{2}\/[0-9a-f-]{36}$/);
    expect(one.storageKey).not.toBe(two.storageKey);
    expect(await readdir(join(root, one.storageKey.slice(0, 2)))).toContain(one.storageKey.slice(3));
  });

  test.each<[string, string]>([
    ['../../x', 'x'],
    ['..\\..\\boot.ini', 'boot.ini'],
    ['/etc/passwd', 'passwd'],
    ['C:\\a\\b.pdf', 'b.pdf'],
    ['.htaccess', 'htaccess'],
    [' ..hidden', 'hidden'],
    ['a\r\nX-Header: 1.pdf', 'aX-Header 1.pdf'],
    ['exe.\u202Efdp.txt', 'exe.fdp.txt'],
    ['a"b<c>|?*:.pdf', 'abc.pdf'],
    ['e\u0301te\u0301.pdf', 'été.pdf'],
    ['e<\u0301.pdf', 'é.pdf'],
    ['تقرير.pdf', 'تقرير.pdf'],
    ['...', 'file'],
    ['', 'file'],
    ['/', 'file'],
  ])('called %j, it is offered as %j, with the ending of its type', async (given, name) => {
    expect((await receive(given)).fileName).toBe(name.endsWith('.pdf') ? name : `${name}.pdf`);
  });

  test('its name ends as its content demands, in either case of letters', async () => {
    const offered = async (name: string, content: string | Buffer = pdf) =>
      (await receive(name, content)).fileName;
    expect(await offered('REPORT.PDF')).toBe('REPORT.PDF');
    expect(await offered('run.bat')).toBe('run.bat.pdf');
    expect(await offered('notes.txt', 'Words.')).toBe('notes.txt');
  });

  test('a document is looked into before it is kept', async () => {
    const parts = (content: Buffer) => [
      { name: '[Content_Types].xml', content: Buffer.from(contentTypes) },
      { name: 'word/document.xml', content },
    ];
    const stored = await receive('minutes.docx', zipOf(parts(Buffer.from('<w/>'))));
    expect([stored.fileName, stored.mediaType]).toEqual([
      'minutes.docx',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ]);
    const before = await everythingKept();
    const bomb = receive('minutes.docx', zipOf(parts(Buffer.alloc(5_000_000))));
    await expect(bomb).rejects.toMatchObject({ code: 'file-type-refused' });
    expect(await everythingKept()).toBe(before);
  });

  test('whatever it is called, the record takes its name as it is', async () => {
    const names = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({
        unit: fc.constantFrom('\u{1F54A}', 'é', '.', '/', ' ', '\ud83d', '\0', '\u0301', '<'),
        maxLength: 300,
      }),
    );
    await fc.assert(
      fc.asyncProperty(names, async (given) => {
        const stored = await receive(given);
        expect(StoredFile.parse(stored)).toEqual(stored);
        expect(stored.fileName).not.toMatch(/^\.|[/\\\p{Cc}]/u);
      }),
      { numRuns: 80 },
    );
  });

  test.each<[string, string, string | Buffer, string]>([
    ['empty', 'a.pdf', '', 'file-empty'],
    ['too large', 'a.pdf', Buffer.concat([pdf, Buffer.alloc(10_000)]), 'file-too-large'],
    ['HTML', 'a.html', '<!doctype html><script>alert(1)</script>', 'file-type-refused'],
    ['SVG', 'a.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'file-type-refused'],
    [
      'a program that says it is a PDF',
      'a.pdf',
      Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'),
      'file-type-refused',
    ],
    ['an archive', 'a.txt', Buffer.from('PK\x05\x06' + '\0'.repeat(18), 'latin1'), 'file-type-refused'],
    ['text in no encoding of ours', 'a.txt', Buffer.from([0x66, 0xff, 0xfe, 0x00]), 'file-type-refused'],
    ['of a kind that nobody knows', 'a.xyz', 'words', 'file-type-refused'],
  ])('that is %s is refused, and nothing of it stays', async (_case, name, content, code) => {
    const before = await everythingKept();
    await expect(receive(name, content)).rejects.toMatchObject({ code });
    expect(await everythingKept()).toBe(before);
  });

  test.each<[string, string | Buffer, string]>([
    ['a.txt', 'Plain words, also – these: 预防', 'text/plain'],
    ['a.csv', 'code,title\nR-1,Words\n', 'text/csv'],
    ['a.MD', '# Minutes', 'text/markdown'],
    ['a.txt', pdf, 'application/pdf'],
    [
      'a.png',
      Buffer.from(
        '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\0IDAT',
        'latin1',
      ),
      'image/png',
    ],
  ])('%s is what its content shows: %#', async (name, content, mediaType) => {
    expect((await receive(name, content)).mediaType).toBe(mediaType);
  });

  test('text is text also where its first bytes end within a letter', async () => {
    const roomy = new DiskEvidenceFiles(root, 100_000);
    const stored = await roomy.receive({ fileName: 'a.txt', stream: text('预'.repeat(5000)) });
    expect(stored.mediaType).toBe('text/plain');
  });

  test('that breaks off while it comes in leaves nothing', async () => {
    const before = await everythingKept();
    const broken = Readable.from(
      (function* () {
        yield pdf;
        throw new Error('the line is cut');
      })(),
    );
    await expect(files.receive({ fileName: 'a.pdf', stream: broken })).rejects.toThrow('the line is cut');
    expect(await everythingKept()).toBe(before);
  });

  test('that is old enough is listed in pages', async () => {
    const own = await mkdtemp(join(tmpdir(), 'uphold-evidence-'));
    const place = new DiskEvidenceFiles(own);
    const hour = 3_600_000;
    const now = Date.now();
    const keys: string[] = [];
    for (let age = 5; age > 0; age--) {
      const { storageKey } = await place.receive({ fileName: 'a.pdf', stream: text(pdf) });
      const time = new Date(now - age * hour);
      await utimes(join(own, storageKey), time, time);
      keys.push(storageKey);
    }
    const listed: string[] = [];
    for (let after: string | null = null; ;) {
      const page = await place.keysBefore(now - 1.5 * hour, { after, limit: 2 });
      listed.push(...page);
      if (page.length < 2) break;
      after = page.at(-1) ?? null;
    }
    expect(listed).toEqual(keys.slice(0, 4).sort());
    await rm(own, { recursive: true, force: true });
  });
});
