import type { Actor, PlannedPerson } from '#contracts';
import { carryOutPeople, planPeople, type PersonRowFate, type Store } from '#store';
import { UnusableFile } from '../import/unusable.js';
import { fileFaultWords } from './fault-words.js';

/** How a list of people is to be imported. */
export interface PeopleOptions {
  /** Checks everything and writes nothing. */
  isDryRun: boolean;
  /** Carries the good rows out although there are bad ones. */
  skipsBad: boolean;
  /** Whether invitations can go out by mail. */
  isMailOn: boolean;
  /** Ends the import between two rows. */
  signal: AbortSignal;
  /** Told now and then how many rows are done. */
  onProgress: (done: number, total: number) => void;
}

/** A row, and what became of it; `would` where it was only checked. */
export interface RowOutcome {
  row: PlannedPerson;
  fate: PersonRowFate | 'would' | 'left';
}

export interface PeopleOutcome {
  rows: readonly RowOutcome[];
  ending: 'done' | 'dry-run' | 'refused' | 'cancelled';
  isMailOn: boolean;
}

const progressEveryMs = 1000;

/** Imports a list of people as an administrator: all of it is checked first, and then carried out row by row. */
export async function importPeople(
  store: Store,
  actor: Actor,
  text: string,
  { isDryRun, skipsBad, isMailOn, signal, onProgress }: PeopleOptions,
): Promise<PeopleOutcome> {
  const plan = await planPeople(store.readingAs(actor), actor, text);
  if (plan.fileFaults.length > 0) throw new UnusableFile(plan.fileFaults.map(fileFaultWords).join(' '));
  const isBad = plan.rows.some(({ faults }) => faults.length > 0);
  if (isDryRun || (isBad && !skipsBad)) {
    const rows = plan.rows.map((row) => ({ row, fate: unwritten(row) }));
    return { rows, ending: isDryRun ? 'dry-run' : 'refused', isMailOn };
  }
  const fates = new Map<PlannedPerson, PersonRowFate>();
  let toldAt = performance.now();
  const isWhole = await carryOutPeople(store, actor, plan, {
    signal,
    isMailOn,
    onRow: (row, fate) => {
      fates.set(row, fate);
      if (performance.now() - toldAt < progressEveryMs) return;
      toldAt = performance.now();
      onProgress(fates.size, plan.rows.length);
    },
  });
  const rows = plan.rows.map((row) => ({ row, fate: fates.get(row) ?? ('left' as const) }));
  return { rows, ending: isWhole ? 'done' : 'cancelled', isMailOn };
}

function unwritten({ faults, person, grant }: PlannedPerson): RowOutcome['fate'] {
  if (faults.length > 0) return 'bad';
  return person || grant ? 'would' : 'nothing';
}
