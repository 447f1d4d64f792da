import type { Pool } from 'pg';
import { v7 as uuid } from 'uuid';
import { Refusal, weightyRoles, type Command, type GrantState, type MappingState } from '#contracts';
import { commit } from '../commit/commit.js';
import type { Store } from '../store.js';

/** By whose word rights are brought in step, and with which request. */
export interface ByWord {
  provider: string;
  requestId: string;
}

/** What was changed to bring somebody's rights in step. */
export interface InStep {
  given: number;
  ended: number;
}

/** Another one may be bringing the same person in step: what it did before us is no fault. */
const overtaken: readonly string[] = ['already-exists', 'wrong-state'];
/** Looked at again after each change, for groups may have changed meanwhile. */
const roundsMax = 4;

/**
 * Brings the rights that a person has by mappings in step with the groups that they are in: each is given and ended by
 * a command of its own. What a person was given by hand is never touched.
 */
export async function bringInStep(store: Store, personId: string, byWord: ByWord): Promise<InStep> {
  const done: InStep = { given: 0, ended: 0 };
  for (let round = 0; round < roundsMax; round++) {
    const { wanted, held } = await rightsByMapping(store.pool, personId);
    const wantedIds = new Set(wanted.map(({ id }) => id));
    const heldIds = new Set(held.map(({ mappingId }) => mappingId));
    const toEnd = held.filter(({ mappingId }) => !wantedIds.has(mappingId));
    const toGive = wanted.filter(({ id, isHeld }) => !heldIds.has(id) && !isHeld);
    if (toEnd.length + toGive.length === 0) break;
    for (const { id, groupName } of toEnd) {
      const input = { reason: `No longer by the group “${groupName}”` };
      const command = { name: 'grant.end', objectType: 'grant', objectId: id, input } as const;
      if (await carriedOut(store, command, byWord)) done.ended += 1;
    }
    for (const { id: mappingId, groupName } of toGive) {
      const input = { personId, mappingId, reason: `In the group “${groupName}”` };
      const command = { name: 'grant.map', objectType: 'grant', objectId: uuid(), input } as const;
      if (await carriedOut(store, command, byWord)) done.given += 1;
    }
  }
  return done;
}

/** @returns whether it was done; false where another one was faster */
async function carriedOut(store: Store, command: Command, { provider, requestId }: ByWord): Promise<boolean> {
  try {
    await commit(store, null, command, { provider, requestId, expectedVersion: null });
    return true;
  } catch (fault) {
    if (fault instanceof Refusal && overtaken.includes(fault.code)) return false;
    throw fault;
  }
}

type Wanted = Pick<MappingState, 'id' | 'groupName'> & {
  /** Whether the person holds the right already, by hand or by another group. */
  isHeld: boolean;
};
type Held = Pick<GrantState, 'id'> & { mappingId: string; groupName: string };

/** Names of the groups that a person was in, as the provider told when they last came in. */
const groupsOf = (personId: string) => `
  select told.name from sign_on_identity identity cross join lateral unnest(identity.groups) told (name)
    where identity.person_id = ${personId}`;

/**
 * What the person's groups bring, and what they hold by mappings. A mapping brings its author nothing, a closed account
 * nothing, and a weighty role only as long as its author holds that role themselves.
 */
async function rightsByMapping(pool: Pool, personId: string): Promise<{ wanted: Wanted[]; held: Held[] }> {
  const wanted = pool.query<Wanted>(
    `select mapping.id, mapping.group_name as "groupName", exists (
         select 1 from "grant" held where held.person_id = $1 and held.role = mapping.role
           and held.scope_type = mapping.scope_type and held.scope_id is not distinct from mapping.scope_id
           and held.ended_at is null and (held.ends_at is null or held.ends_at > now())) as "isHeld"
     from mapping where mapping.state = 'active' and mapping.added_by_id <> $1
       and mapping.group_name in (${groupsOf('$1')})
       and exists (select 1 from person where id = $1 and state = 'active')
       and (mapping.role <> all($2) or exists (
         select 1 from "grant" own join person author on author.id = own.person_id
         where own.person_id = mapping.added_by_id and author.state = 'active' and own.role = mapping.role
           and own.scope_type = 'installation' and own.ended_at is null
           and (own.ends_at is null or own.ends_at > now())))
     order by mapping.created_at, mapping.id`,
    [personId, weightyRoles],
  );
  const held = pool.query<Held>(
    `select held.id, held.mapping_id as "mappingId", mapping.group_name as "groupName"
     from "grant" held join mapping on mapping.id = held.mapping_id
     where held.person_id = $1 and held.ended_at is null order by held.created_at, held.id`,
    [personId],
  );
  return { wanted: (await wanted).rows, held: (await held).rows };
}

/** Everybody to whom a mapping gives something or gave it, by identifier. */
export async function peopleOfMapping(pool: Pool, mappingId: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select held.person_id as id from "grant" held where held.mapping_id = $1 and held.ended_at is null
     union
     select identity.person_id from sign_on_identity identity join mapping on mapping.id = $1
       where identity.groups @> array[mapping.group_name]`,
    [mappingId],
  );
  return rows.map(({ id }) => id);
}

/** Ends what somebody still holds by a mapping that has ended: what an interruption left behind. */
export async function bringStragglersInStep(store: Store): Promise<void> {
  const { rows } = await store.pool.query<{ id: string }>(
    `select distinct held.person_id as id from mapping join "grant" held on held.mapping_id = mapping.id
     where mapping.state = 'ended' and held.ended_at is null limit 1000`,
  );
  const byWord = { provider: 'Single sign-on', requestId: uuid() };
  for (const { id } of rows) await bringInStep(store, id, byWord);
}
