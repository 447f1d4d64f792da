import { UnusableFile } from './unusable.js';

/** The largest file that is imported, in bytes. */
export const importSizeMax = 50 * 1024 * 1024;

const saveAgain = 'Save it again as UTF-8 (in a spreadsheet program: “CSV UTF-8”) and import that file.';

/** The text of an import file: UTF-8, with or without a byte order mark. Everything else is refused with advice. */
export function decode(bytes: Uint8Array): string {
  if (bytes.length > importSizeMax)
    throw new UnusableFile(
      'The file is larger than 50 MB. Split it into several and import one after the other.',
    );
  if (isUtf16(bytes))
    throw new UnusableFile(`The file is in UTF-16, which Uphold does not read. ${saveAgain}`);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03)
    throw new UnusableFile(
      'The file is a workbook or archive. Save the sheet as “CSV UTF-8” and import that file.',
    );
  if (bytes.includes(0))
    throw new UnusableFile('The file is not text: it has zero bytes. Uphold imports JSON and CSV in UTF-8.');
  const text = decodeUtf8(bytes);
  if (text.trim() === '') throw new UnusableFile('The file is empty.');
  return text;
}

/** By byte order mark, or by the zero that stands in every second byte of European text. */
function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const head = bytes.subarray(0, 400);
  const zeros = [0, 1].map((parity) => head.filter((byte, at) => byte === 0 && at % 2 === parity).length);
  const pairs = Math.floor(head.length / 2);
  return pairs >= 4 && zeros.some((count) => count > pairs / 2) && zeros.some((count) => count < pairs / 8);
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const line = lineOfFirstFault(bytes);
    throw new UnusableFile(
      `The file is not UTF-8: line ${line} holds bytes of another encoding, such as Windows-1252. ${saveAgain}`,
    );
  }
}

function lineOfFirstFault(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8');
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, start);
    const stop = end < 0 ? bytes.length : end;
    // The mark of a broken byte; a file that really writes U+FFFD is valid and never comes here for it alone.
    if (decoder.decode(bytes.subarray(start, stop)).includes('\uFFFD')) return line;
    start = stop + 1;
  }
  return line;
}
