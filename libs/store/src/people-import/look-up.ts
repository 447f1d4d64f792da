import type { Actor, GrantState, PersonState, ScopeType } from '#contracts';
import { Parameters } from '../parameters.js';
import { scopeSql } from '../scope-sql.js';
import type { Reader } from '../reading/reader.js';
import type { ReadPerson } from './read-people.js';

export type KnownGrant = Pick<GrantState, 'role' | 'scopeType' | 'scopeId' | 'verifies' | 'endsAt'>;
/** An account that there is, with the roles that it holds. */
export interface KnownPerson extends Pick<PersonState, 'id' | 'name' | 'email' | 'language' | 'state'> {
  grants: KnownGrant[];
}

/** The accounts of a list's addresses, by address. */
export async function lookUpPeople(
  reader: Reader,
  rows: readonly Pick<ReadPerson, 'email'>[],
): Promise<Map<string, KnownPerson>> {
  const { rows: found } = await reader.query<KnownPerson>(
    `select person.id, person.name, person.email, person.language, person.state,
       coalesce((select jsonb_agg(jsonb_build_object('role', held.role, 'scopeType', held.scope_type,
           'scopeId', held.scope_id, 'verifies', held.verifies, 'endsAt',
           to_char(held.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
         from "grant" held where held.person_id = person.id and held.ended_at is null
           and (held.ends_at is null or held.ends_at > now())), '[]') as grants
     from person where person.email = any($1)`,
    [[...new Set(rows.map(({ email }) => email))]],
  );
  return new Map(found.map((person) => [person.email, person]));
}

interface Scope {
  id: string | null;
  name: string | null;
}

/** What the scopes of a list's rows name, as far as the person may know of it. */
export class KnownScopes {
  constructor(private readonly found: ReadonlyMap<string, readonly Scope[]>) {}

  /** All that are named so; more than one where the name does not tell which. */
  find(scopeType: ScopeType, scope: string): readonly Scope[] {
    return this.found.get(keyOf(scopeType, scope)) ?? [];
  }
}

const keyOf = (scopeType: ScopeType, scope: string) => `${scopeType}:${scope.toLowerCase()}`;

type Named = Exclude<ScopeType, 'installation'>;

/** How each type of scope is named in a list; `$1` are the names in lower case. */
const lookUps: Record<Named, (readable: string) => string> = {
  entity: (readable) =>
    `select named.name as key, entity.id, entity.name from unnest($1::text[]) named (name)
       join entity on lower(entity.acronym) = named.name or lower(entity.name) = named.name where ${readable}`,
  review: (readable) =>
    `select named.name as key, review.id, review.title as name from unnest($1::text[]) named (name)
       join review on lower(review.code) = named.name where ${readable}`,
  // By its own code, or with the code of its review before it where several have the same.
  recommendation: (readable) =>
    `select called.name as key, recommendation.id, recommendation.code as name
     from recommendation join review on review.id = recommendation.review_id
       cross join lateral (values (lower(recommendation.code)),
         (lower(review.code || '/' || recommendation.code))) called (name)
       join unnest($1::text[]) named (name) on named.name = called.name
     where ${readable}`,
};

/** Finds what the rows name. What the person may not read is, to them, not there. */
export async function lookUpScopes(
  reader: Reader,
  actor: Actor,
  rows: readonly Pick<ReadPerson, 'role'>[],
): Promise<KnownScopes> {
  const found = new Map<string, Scope[]>();
  for (const type of Object.keys(lookUps) as Named[]) {
    const names = rows.flatMap(({ role }) => (role?.scopeType === type && role.scope ? [role.scope] : []));
    if (names.length === 0) continue;
    const parameters = new Parameters();
    parameters.add([...new Set(names.map((name) => name.toLowerCase()))]);
    const text = lookUps[type](scopeSql(actor, 'read', type, parameters));
    const answer = await reader.query<{ key: string; id: string; name: string }>(text, parameters.values);
    for (const { key, id, name } of answer.rows) {
      const place = keyOf(type, key);
      found.set(place, [...(found.get(place) ?? []), { id, name }]);
    }
  }
  return new KnownScopes(found);
}
