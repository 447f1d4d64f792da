import { CreateReview, ImportRecommendation } from '#contracts';
import { looksLikeFormula } from '#store';
import { columnNames, columnOf, columns } from './csv-columns.js';
import { readRecords, type CsvRecord } from './csv-records.js';
import { faultWords } from './fault-words.js';
import { formulaWarning } from './formula.js';
import type { RecommendationRow, ReviewRow, Row } from './row.js';
import { UnusableFile } from './unusable.js';

type Cells = ReadonlyMap<string, string>;

/** The rows of a CSV import: a recommendation on each line, and its review where the line says anything of it. */
export function readCsv(text: string): Row[] {
  const [head, ...records] = readRecords(text);
  const names = headerOf(head);
  if (records.length === 0) throw new UnusableFile('The file has a header row and no other.');
  const reviews = new Map<string, ReviewRow>();
  return records.flatMap((record) => rowsOf(record, names, reviews));
}

function headerOf(head: CsvRecord | undefined): string[] {
  const names = (head?.cells ?? []).map((cell) => cell.trim().toLowerCase());
  const unknown = names.filter((name) => !columnNames.has(name));
  const twice = names.filter((name, place) => names.indexOf(name) < place);
  const missing = columns.filter((column) => column.isCompulsory && !names.includes(column.name));
  const faults = [
    ...(missing.length > 0 ? [`Missing: ${missing.map(({ name }) => name).join(', ')}.`] : []),
    ...(unknown.length > 0 ? [`Unknown: ${unknown.map((name) => name || '(no name)').join(', ')}.`] : []),
    ...(twice.length > 0 ? [`Named twice: ${twice.join(', ')}.`] : []),
  ];
  if (faults.length > 0)
    throw new UnusableFile(
      `The header row does not fit. ${faults.join(' ')} The columns are: ${[...columnNames].join(', ')}.`,
    );
  return names;
}

function rowsOf(record: CsvRecord, names: string[], reviews: Map<string, ReviewRow>): Row[] {
  const cells: Cells = new Map(names.map((name, place) => [name, record.cells[place] ?? '']));
  const recommendation = recommendationOf(record, cells);
  if (record.cells.length !== names.length) {
    recommendation.input = null;
    recommendation.faults = [
      `has ${record.cells.length} cells; the header row has ${names.length}. A cell with a comma or line break needs quotes`,
    ];
    return [recommendation];
  }
  const review = reviewOf(record, cells);
  const earlier = review && reviews.get(review.reviewCode);
  if (!review) return [recommendation];
  if (earlier) {
    if (!tellsTheSame(earlier, review))
      recommendation.faults.push(`says other things of its review than ${earlier.place}`);
    return [recommendation];
  }
  reviews.set(review.reviewCode, review);
  return [review, recommendation];
}

function recommendationOf({ line }: CsvRecord, cells: Cells): RecommendationRow {
  const row: RecommendationRow = {
    kind: 'recommendation',
    place: `line ${line}`,
    reviewCode: cells.get('review_code')?.trim() ?? '',
    code: cells.get('code')?.trim() ?? '',
    input: null,
    faults: [],
    warnings: [...cells].flatMap(([name, cell]) => (looksLikeFormula(cell) ? [formulaWarning(name)] : [])),
  };
  if (row.reviewCode === '') row.faults.push('review_code is empty');
  const parsed = ImportRecommendation.safeParse(shapeOf('recommendation', cells));
  if (parsed.success) row.input = parsed.data;
  else row.faults.push(...faultWords(parsed.error, (path) => columnOf('recommendation', path)));
  return row;
}

/** The review of a line, or null where the line only names its code. */
function reviewOf({ line }: CsvRecord, cells: Cells): ReviewRow | null {
  const shape = shapeOf('review', cells);
  if (Object.keys(shape).length <= 1) return null;
  const parsed = CreateReview.safeParse(shape);
  return {
    kind: 'review',
    place: `line ${line}`,
    reviewCode: cells.get('review_code')?.trim() ?? '',
    input: parsed.success ? parsed.data : null,
    faults: parsed.success ? [] : faultWords(parsed.error, (path) => columnOf('review', path)),
    warnings: [],
  };
}

function tellsTheSame(earlier: ReviewRow, review: ReviewRow): boolean {
  return JSON.stringify(earlier.input) === JSON.stringify(review.input);
}

/** The object that the filled cells make; what is left empty takes its default. */
function shapeOf(of: 'review' | 'recommendation', cells: Cells): Record<string, unknown> {
  const shape: Record<string, unknown> = {};
  for (const { name, path, of: owner, isCompulsory } of columns) {
    const cell = cells.get(name)?.trim() ?? '';
    if (owner !== of || (cell === '' && !isCompulsory)) continue;
    const [field = '', part] = path;
    if (part) shape[field] = { ...(shape[field] as object | undefined), [part]: cell };
    else shape[field] = valueOf(name, cell);
  }
  return shape;
}

const truth: Record<string, boolean> = {
  true: true,
  yes: true,
  '1': true,
  false: false,
  no: false,
  '0': false,
};

function valueOf(name: string, cell: string): unknown {
  if (name === 'source_verified') return truth[cell.toLowerCase()] ?? cell;
  if (name === 'themes')
    return cell
      .split(';')
      .map((theme) => theme.trim())
      .filter(Boolean);
  return cell;
}
