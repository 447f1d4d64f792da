import { Refusal } from '#contracts';
import { wordsOf } from '../explain.js';
import type { Say } from '../say.js';
import { rowFaultWords, rowWarningWords } from './fault-words.js';
import type { PeopleOutcome, RowOutcome } from './import-people.js';

/** Tells what became of a list of people: each row that needs a look with its line and reason, then the counts. */
export function tellPeople(outcome: PeopleOutcome, say: Say): void {
  for (const { row, fate } of outcome.rows) {
    const place = `line ${row.line} (${row.email || 'no address'})`;
    for (const warning of row.warnings) say.fault(`Warning: ${place}: ${rowWarningWords(warning)}.`);
    for (const fault of row.faults) say.fault(`Bad: ${place}: ${rowFaultWords(fault)}.`);
    if (fate instanceof Refusal)
      say.fault(`Bad: ${place}: was refused, since things changed after the check: ${wordsOf(fate)}.`);
    if (fate === 'nothing') say.line(`${place}: is as asked already.`);
  }
  if (!outcome.isMailOn && outcome.rows.some(({ row }) => row.invites))
    say.fault(
      'Warning: nobody is invited from here, for mail or PUBLIC_URL is not set. Invite people on their pages.',
    );
  say.line(summaryOf(outcome));
}

function summaryOf({ ending, rows }: PeopleOutcome): string {
  const count = (is: (fate: RowOutcome['fate']) => boolean) => rows.filter(({ fate }) => is(fate)).length;
  const bad = count((fate) => fate === 'bad' || fate instanceof Refusal);
  const same = count((fate) => fate === 'nothing');
  const rest = [...(same > 0 ? [`${same} as asked already`] : []), ...(bad > 0 ? [`${bad} bad`] : [])].join(
    ', ',
  );
  const also = rest ? ` (${rest})` : '';
  const done = count((fate) => fate === 'done');
  switch (ending) {
    case 'dry-run':
      return `Dry run: ${rowsOf(count((fate) => fate === 'would'))} would be carried out${also}. Nothing was written.`;
    case 'refused':
      return `Nothing was written${also}. Mend the bad rows, or carry out the others with --skip-bad.`;
    case 'cancelled':
      return `Cancelled: ${done} of ${rows.length} rows were carried out${also}. Import the same list again for the rest.`;
    case 'done':
      return `Carried out: ${rowsOf(done)}${also}.`;
  }
}

const rowsOf = (count: number) => `${count} row${count === 1 ? '' : 's'}`;
