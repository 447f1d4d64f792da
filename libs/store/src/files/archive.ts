import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { createInflateRaw } from 'node:zlib';
import { Refusal } from '#contracts';

/** What a document that is an archive inside (ZIP: APPNOTE 6.3) may unpack to. */
export interface ArchiveBounds {
  entries: number;
  /** Bytes of all entries, unpacked. */
  unpacked: number;
  /** Unpacked bytes for each packed one, over the whole. */
  ratio: number;
}

export const archiveBounds: ArchiveBounds = { entries: 5_000, unpacked: 400 * 1024 * 1024, ratio: 150 };

interface Entry {
  name: string;
  flags: number;
  method: number;
  packed: number;
  unpacked: number;
  /** Unix mode, 0 where there is none. */
  mode: number;
  offset: number;
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endSize = 22;
const commentMax = 65_535;
const [stored, deflated] = [0, 8];
const encrypted = 0x2041;
const symbolicLink = 0o120000;

/** Parts of documents that run when they are opened. */
const macros = /(^|\/)(vbaproject\.bin|vbadata\.xml)$|^(basic|scripts)\//i;

/**
 * Looks into a document that is an archive before anybody else does: what it says that it unpacks to, and what it
 * does unpack to. Nothing of it is kept or written.
 *
 * @throws Refusal where it is broken, larger inside than the bounds, or holds what a document does not hold
 */
export async function checkArchive(path: string, bounds: ArchiveBounds = archiveBounds): Promise<void> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const entries = await readDirectory(file, size, bounds);
    checkTogether(entries, size, bounds);
    for (const entry of entries) await unpack(path, file, entry);
  } finally {
    await file.close();
  }
}

async function readDirectory(file: FileHandle, size: number, bounds: ArchiveBounds): Promise<Entry[]> {
  const tail = await read(file, Math.max(0, size - endSize - commentMax), size);
  const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (at < 0 || tail.length - at < endSize || tail.readUInt32LE(at) !== endSignature) throw broken();
  const count = tail.readUInt16LE(at + 10);
  const [length, start] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
  if (count > bounds.entries) throw refused(`has more than ${bounds.entries} parts inside`);
  if (start + length > size) throw broken();
  const directory = await read(file, start, start + length);
  const entries: Entry[] = [];
  for (let place = 0; entries.length < count;) {
    if (place + 46 > directory.length || directory.readUInt32LE(place) !== entrySignature) throw broken();
    const nameSize = directory.readUInt16LE(place + 28);
    const moreSize = directory.readUInt16LE(place + 30) + directory.readUInt16LE(place + 32);
    entries.push({
      name: directory.toString('utf8', place + 46, place + 46 + nameSize),
      flags: directory.readUInt16LE(place + 8),
      method: directory.readUInt16LE(place + 10),
      packed: directory.readUInt32LE(place + 20),
      unpacked: directory.readUInt32LE(place + 24),
      mode: directory.readUInt32LE(place + 38) >>> 16,
      offset: directory.readUInt32LE(place + 42),
    });
    place += 46 + nameSize + moreSize;
  }
  return entries;
}

function checkTogether(entries: readonly Entry[], size: number, { unpacked, ratio }: ArchiveBounds): void {
  for (const entry of entries) checkKind(entry);
  const packedTotal = entries.reduce((sum, one) => sum + one.packed, 0);
  const unpackedTotal = entries.reduce((sum, one) => sum + one.unpacked, 0);
  // Parts that lie over one another are how a small file becomes an endless one.
  if (packedTotal > size) throw broken();
  if (unpackedTotal > unpacked) throw refused('is too large once it is unpacked');
  if (unpackedTotal > 1024 * 1024 && unpackedTotal > packedTotal * ratio)
    throw refused('unpacks to far more than it is');
}

function checkKind({ name, flags, method, mode }: Entry): void {
  if (/(^|[\\/])\.\.([\\/]|$)|^[\\/]|^[a-z]:|[\p{Cc}]/iu.test(name))
    throw refused('has parts that lead out of it');
  if ((mode & 0o170000) === symbolicLink) throw refused('has links inside');
  if ((flags & encrypted) !== 0) throw refused('is locked by a password');
  if (method !== stored && method !== deflated) throw refused('is packed in a way that is not read here');
  if (macros.test(name)) throw refused('has macros');
}

/** Unpacks an entry to nowhere, and stops where it is not what it says. */
async function unpack(
  path: string,
  file: FileHandle,
  { offset, packed, unpacked, method }: Entry,
): Promise<void> {
  const local = await read(file, offset, offset + 30);
  if (local.length < 30 || local.readUInt32LE(0) !== localSignature) throw broken();
  if (packed === 0) {
    if (unpacked > 0) throw broken();
    return;
  }
  const start = offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  const bytes = createReadStream(path, { start, end: start + packed - 1 });
  const opened = method === stored ? bytes : bytes.pipe(createInflateRaw());
  bytes.on('error', (fault) => opened.destroy(fault));
  let size = 0;
  try {
    for await (const chunk of opened as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > unpacked) throw refused('unpacks to more than it says');
    }
  } catch (fault) {
    throw fault instanceof Refusal ? fault : broken();
  } finally {
    bytes.destroy();
  }
  if (size !== unpacked) throw broken();
}

async function read(file: FileHandle, start: number, end: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.max(0, end - start));
  const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
  return buffer.subarray(0, bytesRead);
}

const broken = () => refused('is damaged');

function refused(why: string): Refusal {
  return new Refusal('file-type-refused', `this document ${why}`, {
    fields: [{ field: 'file', message: why }],
  });
}
