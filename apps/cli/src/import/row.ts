import type { CommandInput, ImportRecommendation } from '#contracts';

interface Placed {
  /** Where it stands in the file, as people find it: `line 7`, `reviews[0].recommendations[2]`. */
  place: string;
  /** Code of the review that it is or belongs to; empty where the file does not say. */
  reviewCode: string;
  /** Why it cannot be imported. */
  faults: string[];
  /** What its author may want to look at. */
  warnings: string[];
}

/** A review in an import file. */
export interface ReviewRow extends Placed {
  kind: 'review';
  /** Null where it is not usable. */
  input: CommandInput<'review.create'> | null;
}

/** A recommendation in an import file. */
export interface RecommendationRow extends Placed {
  kind: 'recommendation';
  /** Its own code; empty where the file does not say. */
  code: string;
  /** Null where it is not usable. */
  input: ImportRecommendation | null;
}

/** One thing to import, in the order of the file; a review comes before its recommendations. */
export type Row = ReviewRow | RecommendationRow;

/** How people name the row: the code that they gave it. */
export function nameOf(row: Row): string {
  if (row.kind === 'review') return `review ${row.reviewCode || '(no code)'}`;
  return row.code || '(no code)';
}
