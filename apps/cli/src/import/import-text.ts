import { createHash, randomUUID } from 'node:crypto';
import { Refusal, type Actor } from '#contracts';
import { commit, type Store } from '#store';
import { wordsOf } from '../explain.js';
import { planImport, type ImportCommand, type Plan } from './plan.js';
import { readCsv } from './read-csv.js';
import { readJson } from './read-json.js';
import type { Row } from './row.js';

/** How an import is to be done. */
export interface ImportOptions {
  /** Checks everything and writes nothing. */
  isDryRun?: boolean;
  /** Writes the good rows although there are bad ones. */
  skipsBad?: boolean;
  /** Ends the import between two rows. */
  signal?: AbortSignal;
  /** Simulated time of the next entry, for demos alone. */
  clock?: () => string;
  onWritten?: (written: number, total: number) => void;
}

/** What became of an import. */
export interface ImportOutcome {
  rows: readonly Row[];
  /** Rows that were written, or would be in a dry run. */
  good: readonly Row[];
  existing: readonly Row[];
  bad: readonly Row[];
  /** How many rows were written; fewer than are good where it was cancelled or the database changed meanwhile. */
  written: number;
  ending: 'written' | 'dry-run' | 'refused' | 'cancelled' | 'broken-off';
}

/** Imports the text of a file as a person: everything is checked first, and then written through `commit`. */
export async function importText(
  store: Store,
  actor: Actor,
  text: string,
  options: ImportOptions = {},
): Promise<ImportOutcome> {
  const rows = /^\s*[{[]/.test(text) ? readJson(text) : readCsv(text);
  const plan = await planImport(store, actor, rows);
  const good = [...plan.commands.keys()];
  const outcome = { rows, good, existing: plan.existing, bad: plan.bad, written: 0 };
  if (options.isDryRun) return { ...outcome, ending: 'dry-run' };
  if (plan.bad.length > 0 && !options.skipsBad) return { ...outcome, ending: 'refused' };
  const fileSha256 = createHash('sha256').update(text).digest('hex');
  const { written, refused, ending } = await write(store, actor, plan, fileSha256, options);
  return { ...outcome, bad: [...plan.bad, ...refused], written, ending };
}

async function write(
  store: Store,
  actor: Actor,
  { commands }: Plan,
  fileSha256: string,
  { signal, clock, onWritten, skipsBad }: ImportOptions,
): Promise<{ written: number; refused: Row[]; ending: ImportOutcome['ending'] }> {
  const requestId = randomUUID();
  const made = new Map<string, string>();
  const refused: Row[] = [];
  let written = 0;
  for (const [row, planned] of commands) {
    if (signal?.aborted) return { written, refused, ending: 'cancelled' };
    const command = inReviewAsMade(planned, made);
    const idempotencyKey = `import:${fileSha256}:${row.kind}:${row.place}`;
    try {
      const at = clock?.();
      const context = { requestId, expectedVersion: null, idempotencyKey, ...(at && { at }) };
      const receipt = await commit(store, actor, command, context);
      made.set(command.objectId, receipt.objectId);
      written += 1;
      onWritten?.(written, commands.size);
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      row.faults.push(`was refused, since the database changed after the check: ${wordsOf(fault)}`);
      refused.push(row);
      if (!skipsBad) return { written, refused, ending: 'broken-off' };
    }
  }
  return { written, refused, ending: 'written' };
}

/** The same import in another window may have made the review first; its receipt then names that one. */
function inReviewAsMade(command: ImportCommand, made: ReadonlyMap<string, string>): ImportCommand {
  if (command.name === 'review.create') return command;
  const reviewId = made.get(command.input.reviewId) ?? command.input.reviewId;
  return { ...command, input: { ...command.input, reviewId } };
}
