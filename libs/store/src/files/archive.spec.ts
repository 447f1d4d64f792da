import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipOf, type ZipPart } from '../../../../test/support/zip-of.js';
import { checkArchive } from './archive.js';

const bounds = { entries: 20, unpacked: 8 * 1024 * 1024, ratio: 50 };
const words = { name: 'word/document.xml', content: Buffer.from('<w/>') };

describe('a document that is an archive', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'uphold-archive-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const check = async (bytes: Buffer) => {
    const path = join(folder, 'file');
    await writeFile(path, bytes);
    return checkArchive(path, bounds);
  };
  const whole: ZipPart[] = [
    { name: '[Content_Types].xml', content: Buffer.from('<Types/>') },
    words,
    { name: 'word/media/image1.png', content: Buffer.alloc(50_000, 'x'), isStored: true },
    { name: 'docProps/', content: Buffer.alloc(0) },
  ];

  test('is taken where it is what it says, with a comment at its end or without', async () => {
    await check(zipOf(whole));
    await check(zipOf(whole, 'a comment'.repeat(100)));
  });

  test.each<[string, ZipPart[], RegExp]>([
    [
      'unpacks to far more than it is',
      [{ name: 'a', content: Buffer.alloc(4_000_000) }],
      /far more than it is/,
    ],
    [
      'is too large inside',
      Array.from({ length: 3 }, (_, place) => ({
        name: `${place}`,
        content: Buffer.alloc(100),
        declared: 4_000_000_000,
      })),
      /too large once it is unpacked/,
    ],
    [
      'says less than it unpacks to',
      [{ name: 'a', content: Buffer.alloc(500_000), declared: 1000 }],
      /more than it says/,
    ],
    [
      'says more than it unpacks to',
      [{ name: 'a', content: Buffer.alloc(1000), declared: 5000 }],
      /is damaged/,
    ],
    [
      'has too many parts',
      Array.from({ length: 21 }, (_, place) => ({ name: `${place}`, content: Buffer.from('x') })),
      /more than 20 parts/,
    ],
    ['leads out of itself', [{ ...words, name: '../../etc/passwd' }], /lead out/],
    ['leads to the root', [{ ...words, name: '/etc/passwd' }], /lead out/],
    ['leads to another drive', [{ ...words, name: 'C:\\windows\\x' }], /lead out/],
    ['leads out by the other stroke', [{ ...words, name: 'a\\..\\..\\x' }], /lead out/],
    ['has a link inside', [{ ...words, mode: 0o120777 }], /links inside/],
    ['is locked', [{ ...words, flags: 1 }], /password/],
    ['is packed otherwise', [{ ...words, method: 14 }], /packed in a way/],
    ['has macros', [words, { name: 'word/vbaProject.bin', content: Buffer.from('x') }], /macros/],
    [
      'has macros of another maker',
      [words, { name: 'Basic/Standard/Module1.xml', content: Buffer.from('x') }],
      /macros/,
    ],
  ])('that %s is refused', async (_case, parts, why) => {
    await expect(check(zipOf(parts))).rejects.toMatchObject({
      code: 'file-type-refused',
      message: expect.stringMatching(why),
    });
  });

  test('whose parts lie over one another is refused', async () => {
    const one: ZipPart = { name: 'kernel', content: Buffer.alloc(100_000, 'xy'), isStored: true };
    const many = Array.from({ length: 15 }, (_, place) => ({ ...one, name: `${place}` }));
    await expect(check(zipOf([one, ...many], '', { sharesBytes: true }))).rejects.toMatchObject({
      message: expect.stringMatching(/damaged/),
    });
  });

  test('that is cut, empty or of nonsense is refused', async () => {
    const bytes = zipOf(whole);
    for (const wrong of [
      bytes.subarray(0, 200),
      bytes.subarray(0, -10),
      Buffer.alloc(0),
      Buffer.from('PK\x03\x04'.padEnd(200, 'x')),
      zipOf(whole).fill(0, 0, 40),
    ])
      await expect(check(wrong)).rejects.toMatchObject({ code: 'file-type-refused' });
  });
});
