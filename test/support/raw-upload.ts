import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** What came of an upload that was sent piece by piece. */
export interface RawAnswer {
  status: number;
  text: string;
  /** Bytes of the file that were sent before the answer came. */
  sent: number;
  /** The most that the process grew meanwhile, in bytes. */
  grown: number;
}

interface RawUpload {
  url: string;
  headers: Record<string, string>;
  fields: Record<string, string>;
  fileName: string;
  /** Bytes that the file is to have. */
  size: number;
  /** Whether the size is announced; without, the body is sent in chunks. */
  announced: boolean;
  /** The connection is cut once this much was sent. */
  breaksOffAfter?: number;
}

const boundary = 'a-boundary-of-tests';
const piece = Buffer.alloc(1024 * 1024, 'x');

/** Uploads a file of any size without holding it, until the server answers, and watches the memory of this process. */
export async function uploadRaw({
  url,
  headers,
  fields,
  fileName,
  size,
  announced,
  breaksOffAfter = Infinity,
}: RawUpload): Promise<RawAnswer> {
  const lead = [
    ...Object.entries(fields).map(([name, value]) => part(`name="${name}"`, '', value)),
    part(`name="file"; filename="${fileName}"`, '\r\nContent-Type: application/pdf', ''),
  ].join('\r\n');
  const end = `\r\n--${boundary}--\r\n`;
  const length = Buffer.byteLength(lead) + size + end.length;
  const sending = request(url, {
    method: 'POST',
    headers: {
      ...headers,
      'Content-Type': `multipart/form-data; boundary=${boundary}`,
      ...(announced ? { 'Content-Length': length } : { 'Transfer-Encoding': 'chunked' }),
    },
  });
  let answer: { status: number; text: string } | undefined;
  let fault: Error | undefined;
  sending.on('error', (error) => (fault = error));
  sending.on('response', (response) => {
    let text = '';
    response.on('data', (chunk: Buffer) => (text += chunk.toString()));
    response.on('end', () => (answer = { status: response.statusCode ?? 0, text }));
  });
  const before = process.memoryUsage().rss;
  let [sent, most] = [0, 0];
  sending.write(lead);
  const ended = () => answer !== undefined || fault !== undefined;
  while (sent < size && !ended()) {
    if (!sending.write(piece)) await Promise.race([drained(sending), until(ended)]);
    sent += piece.length;
    if (sent >= breaksOffAfter) sending.destroy(new Error('broken off'));
    most = Math.max(most, process.memoryUsage().rss - before);
  }
  if (!ended()) sending.end(end);
  await until(() => answer !== undefined || fault !== undefined);
  sending.destroy();
  if (!answer) throw fault ?? new Error('no answer came');
  return { ...answer, sent, grown: most };
}

const part = (disposition: string, more: string, value: string) =>
  `--${boundary}\r\nContent-Disposition: form-data; ${disposition}${more}\r\n\r\n${value}`;

const drained = (stream: NodeJS.EventEmitter) =>
  new Promise<void>((resolve) => stream.once('drain', () => resolve()));

async function until(isTrue: () => boolean): Promise<void> {
  for (let waited = 0; !isTrue() && waited < 20_000; waited += 5) await sleep(5);
}
