import { randomUUID } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { peopleStepKey, Refusal, type Actor, type PeoplePlan, type PlannedPerson } from '#contracts';
import { commit } from '../commit/commit.js';
import { invite } from '../people/keep-access.js';
import type { Store } from '../store.js';

/** What became of a row: carried out, nothing to do, bad from the start, or refused when it was tried. */
export type PersonRowFate = 'done' | 'nothing' | 'bad' | Refusal;

export interface CarryOutOptions {
  /** Ends the work between two rows. */
  signal?: AbortSignal;
  /** Whether invitations can go out by mail; without it nobody is invited. */
  isMailOn: boolean;
  onRow: (row: PlannedPerson, fate: PersonRowFate) => void;
}

/**
 * Carries a planned list of people out at the command line, as the person: each row by commands of its own, through `commit`. The same
 * list may be carried out again, in another window too; what was done is not done twice.
 *
 * @returns whether it came to the end of the list
 */
export async function carryOutPeople(
  store: Store,
  actor: Actor,
  plan: PeoplePlan,
  { signal, isMailOn, onRow }: CarryOutOptions,
): Promise<boolean> {
  const requestId = randomUUID();
  const opened = new Map<string, string>();
  for (const row of plan.rows) {
    if (signal?.aborted) return false;
    onRow(row, await carryOutRow(store, actor, row, { plan, opened, requestId, isMailOn }));
  }
  return true;
}

interface Course {
  plan: PeoplePlan;
  /** Accounts that earlier rows opened, by address. */
  opened: Map<string, string>;
  requestId: string;
  isMailOn: boolean;
}

async function carryOutRow(
  store: Store,
  actor: Actor,
  row: PlannedPerson,
  { plan, opened, requestId, isMailOn }: Course,
): Promise<PersonRowFate> {
  if (row.faults.length > 0) return 'bad';
  if (!row.person && !row.grant) return 'nothing';
  const context = (step: string) => ({
    requestId,
    expectedVersion: null,
    isAtConsole: true,
    idempotencyKey: peopleStepKey(plan, row.line, step),
  });
  try {
    if (row.person) {
      const command = {
        name: 'person.create',
        objectType: 'person',
        objectId: uuid(),
        input: row.person,
      } as const;
      opened.set(row.email, (await commit(store, actor, command, context('person'))).objectId);
    }
    const personId = row.personId ?? opened.get(row.email);
    if (row.grant && personId) {
      const { scopeName: _, ...grant } = row.grant;
      const input = { ...grant, personId };
      const command = { name: 'grant.give', objectType: 'grant', objectId: uuid(), input } as const;
      await commit(store, actor, command, context('grant'));
    }
    if (row.invites && isMailOn && personId)
      await invite(store, { personId, byId: actor.personId, isMailed: true }, requestId);
    return row.grant && !personId ? notOpened() : 'done';
  } catch (fault) {
    if (fault instanceof Refusal) return fault;
    throw fault;
  }
}

/** A row gives a role to an account that an earlier row could not open. */
function notOpened(): Refusal {
  return new Refusal('reference-not-found', 'the account was not opened by the row before it');
}
