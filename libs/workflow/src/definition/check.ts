import { axes, entryKinds, type Axis } from '#contracts';
import { obligations, type Transition } from './transitions.js';

/**
 * What is wrong with a transition table: unknown states or obligations, states that nothing leads to or out of,
 * rows that one person could carry alone. Empty when it is sound; asked at start-up.
 */
export function faultsOf(table: readonly Transition[]): string[] {
  return [...table.flatMap(faultsOfRow), ...unreachable(table), ...deadEnds(table), ...duplicates(table)];
}

/** States that no row of their own axis leaves: they last, or a change on another axis takes them back. */
const lasting: { readonly [A in Axis]?: readonly string[] } = {
  issuance: ['issued'],
  acceptance: ['accepted'],
  implementation: ['reported_implemented'],
  verification: ['verified', 'evidence_insufficient'],
};

function faultsOfRow(row: Transition): string[] {
  const faults: string[] = [];
  for (const [axis, states] of Object.entries(row.from) as [Axis, readonly string[]][]) {
    for (const state of states)
      if (!isState(axis, state)) faults.push(`${row.id}: no state '${state}' of ${axis}`);
  }
  if (row.axis !== 'due-date') {
    for (const state of row.to)
      if (!isState(row.axis, state)) faults.push(`${row.id}: no state '${state}' of ${row.axis}`);
  }
  for (const duty of row.carries)
    if (!obligations.includes(duty)) faults.push(`${row.id}: unknown duty '${duty}'`);
  if (!(row.records in entryKinds)) faults.push(`${row.id}: records unknown action '${row.records}'`);
  if (row.asks.length === 0) faults.push(`${row.id}: nobody may ask for it`);
  if (row.decides !== 'nobody' && row.approvals < 1) faults.push(`${row.id}: decided without an approval`);
  if (row.decides === 'nobody' && row.approvals > 0) faults.push(`${row.id}: approvals, but nobody decides`);
  return faults;
}

function unreachable(table: readonly Transition[]): string[] {
  const faults: string[] = [];
  for (const [axis, states] of Object.entries(axes) as [Axis, readonly string[]][]) {
    const reached = new Set(table.filter((row) => row.axis === axis).flatMap((row) => row.to));
    for (const state of states.slice(1))
      if (!reached.has(state)) faults.push(`${axis}: nothing leads to '${state}'`);
  }
  return faults;
}

function deadEnds(table: readonly Transition[]): string[] {
  const faults: string[] = [];
  for (const [axis, states] of Object.entries(axes) as [Axis, readonly string[]][]) {
    const rows = table.filter((row) => row.axis === axis);
    for (const state of states) {
      const isLeft = rows.some(({ from }) => from[axis]?.includes(state) ?? true);
      if (!isLeft && !lasting[axis]?.includes(state)) faults.push(`${axis}: nothing leads out of '${state}'`);
    }
  }
  return faults;
}

function duplicates(table: readonly Transition[]): string[] {
  const ids = table.map((row) => row.id);
  return ids.filter((id, place) => ids.indexOf(id) !== place).map((id) => `'${id}' stands twice`);
}

function isState(axis: Axis, state: string): boolean {
  return (axes[axis] as readonly string[]).includes(state);
}
