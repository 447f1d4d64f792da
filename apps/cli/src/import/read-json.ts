import { CreateReview, ImportDocument, importFormat, ImportRecommendation } from '#contracts';
import { faultWords } from './fault-words.js';
import type { RecommendationRow, ReviewRow, Row } from './row.js';
import { UnusableFile } from './unusable.js';

/** The rows of a JSON import document, each named by its path. */
export function readJson(text: string): Row[] {
  const document = ImportDocument.safeParse(parse(text));
  if (!document.success) {
    throw new UnusableFile(
      `The file is JSON, but no import document: ${faultWords(document.error).join('; ')}. ` +
        `It must look like {"format": "${importFormat}", "reviews": [ … ]}.`,
    );
  }
  return document.data.reviews.flatMap((review, place) => rowsOfReview(review, `reviews[${place}]`));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as SyntaxError;
    const position = /position (\d+)/.exec(message)?.[1];
    const line = position === undefined ? '' : ` Line ${text.slice(0, Number(position)).split('\n').length}.`;
    throw new UnusableFile(`The file is not JSON that can be read: ${message}.${line}`);
  }
}

function rowsOfReview(given: unknown, place: string): Row[] {
  const { recommendations, ...details } = isObject(given) ? given : {};
  const reviewCode = codeIn(details);
  const parsed = CreateReview.safeParse(isObject(given) ? details : given);
  const row: ReviewRow = {
    kind: 'review',
    place,
    reviewCode,
    input: parsed.success ? parsed.data : null,
    faults: parsed.success ? [] : faultWords(parsed.error),
    warnings: [],
  };
  const list = listOf(recommendations, row.faults);
  if (row.faults.length > 0) row.input = null;
  return [
    row,
    ...list.map((one, at) => recommendationOf(one, reviewCode, `${place}.recommendations[${at}]`)),
  ];
}

function listOf(given: unknown, faults: string[]): unknown[] {
  if (given === undefined) return [];
  if (!Array.isArray(given)) faults.push('recommendations must be a list');
  else if (given.length > 5000) faults.push('recommendations is longer than 5000 items');
  else return given;
  return [];
}

function recommendationOf(given: unknown, reviewCode: string, place: string): RecommendationRow {
  const parsed = ImportRecommendation.safeParse(given);
  return {
    kind: 'recommendation',
    place,
    reviewCode,
    code: codeIn(given),
    input: parsed.success ? parsed.data : null,
    faults: parsed.success ? [] : faultWords(parsed.error),
    warnings: [],
  };
}

function codeIn(given: unknown): string {
  return isObject(given) && typeof given['code'] === 'string' ? given['code'].trim() : '';
}

function isObject(given: unknown): given is Record<string, unknown> {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}
