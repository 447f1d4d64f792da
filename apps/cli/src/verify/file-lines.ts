import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { lineLengthMax, notText } from '#ledger';

const chunkSize = 1024 * 1024;
/** In the last bytes of a bundle stand its checkpoints and keys. */
const tailSize = 256 * 1024;
const newline = 0x0a;

/** The lines of a file, a megabyte at a time. Ends with what verifiers make of a file that is not UTF-8. */
export async function* fileLines(path: string): AsyncGenerator<string[]> {
  let parts: Buffer[] = [];
  let waiting = 0;
  let lineCount = 0;
  const read = (): string => {
    const bytes = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
    if (!isUtf8(bytes)) throw notText(lineCount + 1 + linesBeforeFault(bytes));
    return bytes.toString('utf8');
  };
  for await (const chunk of createReadStream(path, { highWaterMark: chunkSize }) as AsyncIterable<Buffer>) {
    const end = chunk.lastIndexOf(newline);
    if (end < 0) {
      parts.push(chunk);
      waiting += chunk.length;
      // Longer than any line: what there is of it is enough to say so.
      if (waiting > lineLengthMax) break;
      continue;
    }
    parts.push(chunk.subarray(0, end));
    const lines = read().split('\n');
    lineCount += lines.length;
    yield lines;
    parts = end + 1 < chunk.length ? [chunk.subarray(end + 1)] : [];
    waiting = chunk.length - end - 1;
  }
  if (waiting > 0) yield [read()];
}

/** The last part of a file, which may begin within a line. */
export async function fileTail(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const length = Math.min(size, tailSize);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

function linesBeforeFault(bytes: Buffer): number {
  let lines = 0;
  for (let from = 0; ; lines++) {
    const end = bytes.indexOf(newline, from);
    if (end < 0 || !isUtf8(bytes.subarray(from, end))) return lines;
    from = end + 1;
  }
}
