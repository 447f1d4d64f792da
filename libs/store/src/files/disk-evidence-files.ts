import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { evidenceSizeMax, Refusal, type StoredFile } from '#contracts';
import type { EvidenceFiles, IncomingFile } from './evidence-files.js';
import { checkArchive } from './archive.js';
import { headSize, isArchive, mediaTypeOf, nameFor } from './file-type.js';

/** UTF-16 code units of a file's name that are kept. */
const nameMax = 200;

/** Keeps evidence on the disk, under `root`. */
export class DiskEvidenceFiles implements EvidenceFiles {
  constructor(
    private readonly root: string,
    private readonly sizeMax = evidenceSizeMax,
  ) {}

  async receive({ fileName, stream }: IncomingFile): Promise<StoredFile> {
    const id = randomUUID();
    const storageKey = `${id.slice(0, 2)}/${id}`;
    const path = join(this.root, storageKey);
    const incoming = join(this.root, 'incoming', id);
    await mkdir(dirname(incoming), { recursive: true });
    await mkdir(dirname(path), { recursive: true });
    const measure = new Measure(this.sizeMax);
    try {
      await pipeline(stream, measure, createWriteStream(incoming, { mode: 0o600, flags: 'wx' }));
      if (measure.size === 0) throw new Refusal('file-empty', 'the file has no content');
      const name = safeName(fileName);
      const mediaType = await mediaTypeOf(measure.head(), name);
      if (isArchive(mediaType)) await checkArchive(incoming);
      await syncToDisk(incoming);
      await rename(incoming, path);
      return {
        storageKey,
        fileName: nameFor(name, mediaType),
        mediaType,
        size: measure.size,
        sha256: measure.sha256(),
      };
    } catch (fault) {
      await rm(incoming, { force: true });
      throw fault;
    }
  }

  async open({ storageKey }: Pick<StoredFile, 'storageKey'>): Promise<Readable> {
    const path = join(this.root, storageKey);
    await stat(path);
    return createReadStream(path);
  }

  async discard({ storageKey }: Pick<StoredFile, 'storageKey'>): Promise<void> {
    await rm(join(this.root, storageKey), { force: true });
  }

  async keysBefore(
    time: number,
    { after, limit }: { after: string | null; limit: number },
  ): Promise<string[]> {
    const found: string[] = [];
    await mkdir(this.root, { recursive: true });
    for (const folder of (await readdir(this.root)).sort()) {
      for (const file of (await readdir(join(this.root, folder))).sort()) {
        const key = `${folder}/${file}`;
        if (after !== null && key <= after) continue;
        if ((await stat(join(this.root, key))).mtimeMs < time) found.push(key);
        if (found.length === limit) return found;
      }
    }
    return found;
  }
}

/** Counts and hashes bytes as they pass, keeps the first of them, and stops what grows too large. */
class Measure extends Transform {
  size = 0;
  private readonly hash = createHash('sha256');
  private readonly first: Buffer[] = [];
  private firstSize = 0;

  constructor(private readonly sizeMax: number) {
    super();
  }

  override _transform(
    chunk: Buffer,
    _encoding: string,
    done: (fault: Error | null, chunk?: Buffer) => void,
  ): void {
    this.size += chunk.length;
    if (this.size > this.sizeMax) {
      done(new Refusal('file-too-large', `a file of evidence has at most ${this.sizeMax} bytes`));
      return;
    }
    this.hash.update(chunk);
    if (this.firstSize < headSize) {
      this.first.push(chunk.subarray(0, headSize - this.firstSize));
      this.firstSize += chunk.length;
    }
    done(null, chunk);
  }

  head(): Uint8Array {
    return Buffer.concat(this.first);
  }

  sha256(): string {
    return this.hash.digest('hex');
  }
}

/** The sender's name for the file without folders, control and direction marks, and what file systems refuse. */
function safeName(given: string): string {
  const clean = (given.split(/[\\/]/).at(-1) ?? '')
    .replace(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069<>:"|?*]/gu, '')
    .normalize('NFC')
    .replace(/^[\s.]+/, '')
    .trim();
  // The end says what kind of file it is. A letter of two units is not cut in two.
  const kept = clean.slice(-nameMax).replace(/^[\p{Cs}\s.]+/u, '');
  return kept === '' ? 'file' : kept;
}

async function syncToDisk(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
