import { notText } from '#ledger';

/**
 * The lines of a file as text, in batches, with a bounded part of the file in memory. Ends with what verifiers make
 * of a file that is not UTF-8.
 *
 * @param onProgress told how many bytes were read, with each part of the file
 */
export async function* linesOf(file: Blob, onProgress: (bytes: number) => void): AsyncGenerator<string[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest = '';
  let read = 0;
  let count = 0;
  const decoded = (part?: Uint8Array): string => {
    try {
      return decoder.decode(part, { stream: part !== undefined });
    } catch {
      throw notText(count + 1);
    }
  };
  for await (const part of partsOf(file)) {
    read += part.length;
    onProgress(read);
    const lines = (rest + decoded(part)).split('\n');
    rest = lines.pop() ?? '';
    count += lines.length;
    if (lines.length > 0) yield lines;
  }
  rest += decoded();
  if (rest !== '') yield [rest];
}

async function* partsOf(file: Blob): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
