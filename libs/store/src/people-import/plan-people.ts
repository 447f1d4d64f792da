import { createHash } from 'node:crypto';
import type { Actor, PeopleColumn, PeoplePlan, PersonRowFault, PlannedPerson } from '#contracts';
import { permit } from '#permissions';
import {
  lookUpPeople,
  lookUpScopes,
  type KnownGrant,
  type KnownPerson,
  type KnownScopes,
} from './look-up.js';
import type { Reader } from '../reading/reader.js';
import { readPeople, type ReadPerson } from './read-people.js';

/**
 * Decides on every row of a list of people without changing anything: form, what there is already, what it names, and
 * whether the person may. Refused to whoever may open no accounts or give no roles, since the answer tells of both.
 *
 * @param now RFC 3339, against which the ends of roles are held
 */
export async function planPeople(
  reader: Reader,
  actor: Actor,
  text: string,
  now = new Date().toISOString(),
): Promise<PeoplePlan> {
  mayKeepAccounts(actor);
  const { fileFaults, rows } = readPeople(text);
  const people = await lookUpPeople(reader, rows);
  const scopes = await lookUpScopes(reader, actor, rows);
  const planning = new Planning(actor, people, scopes, now);
  return {
    sha256: createHash('sha256').update(text).digest('hex'),
    fileFaults,
    rows: rows.map((row) => planning.plan(row)),
  };
}

function mayKeepAccounts(actor: Actor): void {
  for (const name of ['person.create', 'grant.give'] as const) {
    const refusal = permit(actor, { name }, { grant: { personId: null } });
    if (refusal) throw refusal;
  }
}

/** Rows are planned in the order of the file: what an earlier row brings is there for a later one. */
class Planning {
  /** First row of each address. */
  private readonly first = new Map<string, ReadPerson>();
  /** Line of each grant that the file gives. */
  private readonly given = new Map<string, number>();

  constructor(
    private readonly actor: Actor,
    private readonly people: ReadonlyMap<string, KnownPerson>,
    private readonly scopes: KnownScopes,
    private readonly now: string,
  ) {}

  plan(row: ReadPerson): PlannedPerson {
    const known = this.people.get(row.email);
    const earlier = this.first.get(row.email);
    const faults = [...row.faults];
    const fault: Fault = (code, column, value = null) => void faults.push({ code, column, value });
    const wanted = this.grantOf(row, fault);
    this.accountFaults(row, { known, earlier }, fault);
    const grant = wanted && this.newGrant(row, known, wanted, fault);
    const isGood = faults.length === 0;
    if (!earlier && isGood) this.first.set(row.email, row);
    const isNew = !known && !earlier;
    const { line, name, email, language, invites } = row;
    return {
      line,
      name,
      email,
      person: isNew && isGood ? { name, email, language } : null,
      personId: known?.id ?? null,
      grant: isGood ? grant : null,
      invites: invites && isNew,
      faults,
      warnings: [...row.warnings, ...keptOf(row, known)],
    };
  }

  private accountFaults(row: ReadPerson, { known, earlier }: Before, fault: Fault): void {
    if (known?.state === 'deactivated') fault('account-closed', 'email', row.email);
    if (!earlier) return;
    if (saysOtherwise(earlier, row)) fault('says-otherwise', 'name', String(earlier.line));
    if (!row.role) fault('twice', 'email', String(earlier.line));
  }

  /** The grant that the row asks for, with its scope found. */
  private grantOf(row: ReadPerson, fault: Fault): Wanted | null {
    if (!row.role) return null;
    const { role, scopeType, scope, verifies, endsAt } = row.role;
    if (endsAt && endsAt <= this.now) fault('in-the-past', 'ends', endsAt.slice(0, 10));
    const found =
      scopeType === 'installation' ? [{ id: null, name: null }] : this.scopes.find(scopeType, scope);
    const [one, other] = found;
    if (scope && other) fault('scope-ambiguous', 'scope', scope);
    else if (scope && scopeType !== 'installation' && !one) fault('scope-unknown', 'scope', scope);
    if (!one || other) return null;
    return { role, scopeType, scopeId: one.id, verifies, endsAt, reason: row.reason, scopeName: one.name };
  }

  /** The grant, unless the person holds it already. */
  private newGrant(
    row: ReadPerson,
    known: KnownPerson | undefined,
    wanted: Wanted,
    fault: Fault,
  ): Wanted | null {
    const key = `${row.email},${rightOf(wanted)}`;
    const line = this.given.get(key);
    if (line !== undefined) fault('twice', 'role', String(line));
    else this.given.set(key, row.line);
    const held = known?.grants.find((grant) => rightOf(grant) === rightOf(wanted));
    if (held && held.verifies === wanted.verifies && held.endsAt === wanted.endsAt) return null;
    if (held) fault('grant-differs', 'role', wanted.role);
    const refusal = permit(
      this.actor,
      { name: 'grant.give' },
      { grant: { personId: known?.id ?? null, ...wanted } },
    );
    if (refusal && !held)
      fault(known?.id === this.actor.personId ? 'own-rights' : 'not-permitted', 'role', wanted.role);
    return wanted;
  }
}

/** What there is of a row's account before it. */
interface Before {
  known: KnownPerson | undefined;
  earlier: ReadPerson | undefined;
}
type Wanted = NonNullable<PlannedPerson['grant']>;
type Fault = (code: PersonRowFault['code'], column: PeopleColumn | null, value?: string | null) => void;

/** Grants of the same right are one: a person holds it once at a time. */
const rightOf = ({ role, scopeType, scopeId }: Pick<KnownGrant, 'role' | 'scopeType' | 'scopeId'>) =>
  [role, scopeType, scopeId].join();

function saysOtherwise(earlier: ReadPerson, row: ReadPerson): boolean {
  return earlier.name !== row.name || earlier.language !== row.language;
}

/** What a row says of an account that there is already, and that is left as it is. */
function keptOf(row: ReadPerson, known: KnownPerson | undefined): PlannedPerson['warnings'] {
  if (!known) return [];
  return [
    ...(known.name === row.name
      ? []
      : [{ code: 'name-kept' as const, column: 'name' as const, value: known.name }]),
    ...(row.filled.has('language') && known.language !== row.language
      ? [{ code: 'language-kept' as const, column: 'language' as const, value: known.language }]
      : []),
    ...(row.invites ? [{ code: 'invite-needless' as const, column: 'invite' as const, value: null }] : []),
  ];
}
