import type { Say } from '../say.js';
import type { ImportOutcome } from './import-text.js';
import { nameOf, type Row } from './row.js';

/** Tells what became of an import: each bad row with its place and reason, and what was written. */
export function tellOutcome(outcome: ImportOutcome, say: Say): void {
  for (const row of outcome.rows)
    for (const warning of row.warnings) say.fault(`Warning: ${row.place} (${nameOf(row)}): ${warning}.`);
  for (const row of outcome.existing) say.line(`${row.place} (${nameOf(row)}): exists already.`);
  for (const row of outcome.bad)
    for (const fault of row.faults) say.fault(`Bad: ${row.place} (${nameOf(row)}): ${fault}.`);
  say.line(summaryOf(outcome));
}

function summaryOf({ ending, good, written, existing, bad }: ImportOutcome): string {
  const rest = [
    ...(existing.length > 0 ? [`${existing.length} exist already`] : []),
    ...(bad.length > 0 ? [`${bad.length} bad`] : []),
  ].join(', ');
  const also = rest ? ` (${rest})` : '';
  switch (ending) {
    case 'dry-run':
      return `Dry run: ${counted(good)} would be written${also}. Nothing was written.`;
    case 'refused':
      return `Nothing was written${also}. Mend the bad rows, or import the ${good.length} good ones with --skip-bad.`;
    case 'cancelled':
      return `Cancelled: ${written} of ${good.length} rows were written${also}. Import the same file again to write the rest.`;
    case 'broken-off':
      return `Broken off: ${written} of ${good.length} rows were written${also}. Import the same file again when the cause is mended.`;
    case 'written':
      return `Written: ${counted(good.filter(({ faults }) => faults.length === 0))}${also}.`;
  }
}

function counted(rows: readonly Row[]): string {
  const reviews = rows.filter(({ kind }) => kind === 'review').length;
  return `${plural(reviews, 'review')} and ${plural(rows.length - reviews, 'recommendation')}`;
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
