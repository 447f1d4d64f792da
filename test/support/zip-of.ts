import { crc32, deflateRawSync } from 'node:zlib';

/** A part of an archive, and where it lies about itself. */
export interface ZipPart {
  name: string;
  content: Buffer;
  isStored?: boolean;
  /** The size that it says to unpack to. */
  declared?: number;
  mode?: number;
  flags?: number;
  method?: number;
}

/** An archive by PKWARE's APPNOTE, as sound or as false as a test wants it. */
export function zipOf(parts: readonly ZipPart[], comment = '', { sharesBytes = false } = {}): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const local = localOf(part);
    directory.push(entryOf(part, local.packed, sharesBytes ? 0 : at));
    if (sharesBytes && locals.length > 0) continue;
    locals.push(local.bytes);
    at += local.bytes.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...locals, listed, end, Buffer.from(comment)]);
}

interface Packed {
  method: number;
  size: number;
}

function localOf(part: ZipPart): { bytes: Buffer; packed: Packed } {
  const { name, content, isStored = false } = part;
  const isPlain = isStored || content.length === 0;
  const bytes = isPlain ? content : deflateRawSync(content);
  const packed = { method: part.method ?? (isPlain ? 0 : 8), size: bytes.length };
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  describe(part, packed).copy(head, 6);
  head.writeUInt16LE(Buffer.byteLength(name), 26);
  return { bytes: Buffer.concat([head, Buffer.from(name), bytes]), packed };
}

function entryOf(part: ZipPart, packed: Packed, offset: number): Buffer {
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  describe(part, packed).copy(head, 8);
  head.writeUInt16LE(Buffer.byteLength(part.name), 28);
  head.writeUInt32LE(((part.mode ?? 0) << 16) >>> 0, 38);
  head.writeUInt32LE(offset, 42);
  return Buffer.concat([head, Buffer.from(part.name)]);
}

/** What both places say of a part: flags, method, time, checksum and sizes. */
function describe({ content, declared, flags = 0 }: ZipPart, { method, size }: Packed): Buffer {
  const said = Buffer.alloc(20);
  said.writeUInt16LE(flags, 0);
  said.writeUInt16LE(method, 2);
  said.writeUInt32LE(crc32(content), 8);
  said.writeUInt32LE(size, 12);
  said.writeUInt32LE(declared ?? content.length, 16);
  return said;
}
