import { readRecords as read, UnreadableCsv, type CsvRecord } from '#store';
import { UnusableFile } from './unusable.js';

export type { CsvRecord } from '#store';

/** The rows of a CSV text, blank lines left out. */
export function readRecords(text: string): CsvRecord[] {
  try {
    return read(text);
  } catch (fault) {
    if (fault instanceof UnreadableCsv)
      throw new UnusableFile(`The row that begins on line ${fault.line} ${fault.reason}`);
    throw fault;
  }
}
