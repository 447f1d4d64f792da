import { parse, type CsvError } from 'csv-parse/sync';

/** A row of the file as written: its cells, and the line that it begins on. */
export interface CsvRecord {
  line: number;
  cells: string[];
}

/** A text that cannot be read as CSV from a line on. */
export class UnreadableCsv extends Error {
  override readonly name = 'UnreadableCsv';

  /** @param reason what is wrong with the row, as the rest of a sentence about it */
  constructor(
    readonly line: number,
    readonly reason: string,
  ) {
    super(`the row that begins on line ${line} ${reason}`);
  }
}

const delimiters = [',', ';', '\t'] as const;

/**
 * The rows of a CSV text (RFC 4180), blank lines left out. The delimiter is the one of which the first line holds
 * most. Throws `UnreadableCsv`.
 *
 * @param max rows at most; one more is read, and none after it
 */
export function readRecords(text: string, max = Infinity): CsvRecord[] {
  const bytes = Buffer.from(text);
  const records: CsvRecord[] = [];
  let line = 1;
  let offset = 0;
  try {
    parse(bytes, {
      delimiter: delimiterOf(text),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      max_record_size: 1_000_000,
      ...(Number.isFinite(max) && { to: max + 1 }),
      on_record: (cells: string[], { bytes: end }) => {
        if (cells.length > 1 || cells[0]?.trim() !== '') records.push({ line, cells });
        line += linesIn(bytes.subarray(offset, end));
        offset = end;
        return null;
      },
    });
  } catch (error) {
    throw new UnreadableCsv(line, reasonOf(error as CsvError));
  }
  return records;
}

function delimiterOf(text: string): string {
  const head = text.slice(0, text.search(/[\r\n]|$/));
  const counts = delimiters.map((delimiter) => head.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
}

// The parser's own count takes a line break of two characters within quotes for two lines.
function linesIn(bytes: Buffer): number {
  return bytes.toString('latin1').match(/\r\n|\n|\r/g)?.length ?? 0;
}

const reasons: Record<string, string> = {
  CSV_QUOTE_NOT_CLOSED: 'opens a quotation mark that is never closed, so nothing after it can be read.',
  CSV_INVALID_CLOSING_QUOTE:
    'has text after a closing quotation mark. Within quotes, write a quotation mark twice.',
  INVALID_OPENING_QUOTE:
    'has a quotation mark inside a cell that does not begin with one. Put the whole cell in quotes and write each quotation mark in it twice.',
  CSV_MAX_RECORD_SIZE: 'is longer than a million characters; a quotation mark may be missing.',
};

function reasonOf(error: CsvError): string {
  const reason = reasons[error.code];
  if (!reason) throw error;
  return reason;
}
