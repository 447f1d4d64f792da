import { peopleStepKey, routes, type PeoplePlan, type PlannedPerson } from '#contracts';
import { UnreachableError } from '../request/problem-error.js';
import { request } from '../request/request.js';
import { runCommand } from '../request/run-command.js';

/** What became of a row that was tried; `link` is an invitation to hand over, where none is mailed. */
export type RowFate = { kind: 'done'; link: string | null } | { kind: 'failed'; error: unknown };

/** Accounts at once; the rows of one account are carried out one after the other. */
const atOnce = 4;

/** Whether a row changes anything. */
export const doesSomething = ({ faults, person, grant }: PlannedPerson): boolean =>
  faults.length === 0 && (person !== null || grant !== null);

/**
 * Carries a list out by the same commands as forms and buttons send. Each step has an idempotency key of the file and
 * the line, so whatever was done before an interruption is not done twice.
 *
 * @param fates is filled as the work goes on; rows that are done in it are left out
 */
export async function carryOut(
  plan: PeoplePlan,
  fates: Map<PlannedPerson, RowFate>,
  signal: AbortSignal,
  onRow: () => void,
): Promise<void> {
  const groups = groupsOf(plan.rows.filter(doesSomething));
  const lines = Array.from({ length: atOnce }, async () => {
    for (let group = groups.shift(); group; group = groups.shift()) {
      let personId = group[0]?.personId ?? null;
      for (const row of group) {
        if (signal.aborted) return;
        try {
          personId = await carryOutRow(plan, row, personId);
          fates.set(row, { kind: 'done', link: row.invites ? await invite(personId) : null });
        } catch (error) {
          fates.set(row, { kind: 'failed', error });
          // Without an answer the next rows would fail alike.
          if (error instanceof UnreachableError) groups.length = 0;
        }
        onRow();
      }
    }
  });
  await Promise.all(lines);
}

/** @returns the account of the row */
async function carryOutRow(plan: PeoplePlan, row: PlannedPerson, known: string | null): Promise<string> {
  const key = (step: string) => peopleStepKey(plan, row.line, step);
  const personId = row.person
    ? (await runCommand({ name: 'person.create', input: row.person, idempotencyKey: key('person') })).objectId
    : known;
  if (!personId) throw new Error('the account was not opened by the row before it');
  if (row.grant) {
    const { scopeName: _, ...grant } = row.grant;
    await runCommand({ name: 'grant.give', input: { ...grant, personId }, idempotencyKey: key('grant') });
  }
  return personId;
}

/** Invites somebody to choose a password. @returns the address to hand over, or null where it is mailed */
async function invite(personId: string): Promise<string | null> {
  const { path, answer } = routes.invite;
  const { token } = await request('POST', path.replace(':id', personId), { view: answer });
  return token && `${window.location.origin}/invitation#${token}`;
}

/** The rows by account, in the order of the file. */
function groupsOf(rows: readonly PlannedPerson[]): PlannedPerson[][] {
  const groups = new Map<string, PlannedPerson[]>();
  for (const row of rows) {
    const group = groups.get(row.email);
    if (group) group.push(row);
    else groups.set(row.email, [row]);
  }
  return [...groups.values()];
}
