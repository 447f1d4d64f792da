import { Refusal } from '#contracts';

/** What a person is told when a constraint of the database turns a change down. */
const meanings: Record<string, { field: string; message: string }> = {
  review_code: { field: 'code', message: 'a review with this code exists' },
  recommendation_code: { field: 'code', message: 'this review has a recommendation with this code' },
  person_email: { field: 'email', message: 'an account with this address exists' },
  entity_name: { field: 'name', message: 'an entity with this name exists' },
  emergency_access_waiting: {
    field: 'scopeId',
    message: 'you have asked already, and it waits for a decision',
  },
  entity_acronym: { field: 'acronym', message: 'an entity with this acronym exists' },
  directory_user_name: { field: 'userName', message: 'another user has this userName' },
  directory_user_external: { field: 'externalId', message: 'another user has this externalId' },
  directory_group_name: { field: 'displayName', message: 'another group has this displayName' },
  directory_group_external: { field: 'externalId', message: 'another group has this externalId' },
  grant_running: { field: 'role', message: 'the person holds this role in this scope already' },
};

const uniqueViolation = '23505';
/** Two ranges of time overlap that must not. */
const exclusionViolation = '23P01';
const transientFaults = ['40001', '40P01'];

interface DatabaseFault {
  code?: string;
  constraint?: string;
}

/** The refusal behind a fault of the database, or null where it is a fault indeed. */
export function refusalBehind(fault: unknown): Refusal | null {
  const { code, constraint } = fault as DatabaseFault;
  if (code !== uniqueViolation && code !== exclusionViolation) return null;
  if (constraint === 'proposal_open_once') {
    return new Refusal('proposal-open-already', 'this has been proposed and waits for a decision');
  }
  const meaning = constraint ? meanings[constraint] : undefined;
  return meaning ? new Refusal('already-exists', meaning.message, { fields: [meaning] }) : null;
}

/** Whether the same command may simply be tried again: a lost race for an idempotency key, or a serialization fault. */
export function isWorthRetrying(fault: unknown): boolean {
  const { code, constraint } = fault as DatabaseFault;
  return constraint === 'idempotency_key' || (code !== undefined && transientFaults.includes(code));
}
