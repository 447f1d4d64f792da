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
  /** Rights that stay although their group was left: those of the last administrator. */
  kept: number;
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
  const done: InStep = { given: 0, ended: 0, kept: 0 };
  const keptIds = new Set<string>();
  for (let round = 0; round < roundsMax; round++) {
    const { wanted, held } = await rightsByMapping(store.pool, personId);
    const wantedIds = new Set(wanted.map(({ id }) => id));
    const heldIds = new Set(held.map(({ mappingId }) => mappingId));
    const toEnd = held.filter(({ id, mappingId }) => !wantedIds.has(mappingId) && !keptIds.has(id));
    const toGive = wanted.filter(({ id, isHeld }) => !heldIds.has(id) && !isHeld);
    if (toEnd.length + toGive.length === 0) break;
    for (const { id, groupName } of toEnd) {
      const input = { reason: `No longer by the group “${groupName}”` };
      const command = { name: 'grant.end', objectType: 'grant', objectId: id, input } as const;
      const outcome = await carriedOut(store, command, byWord);
      if (outcome === 'done') done.ended += 1;
      if (outcome === 'last-administrator') keptIds.add(id);
    }
    for (const { id: mappingId, groupName } of toGive) {
      const input = { personId, mappingId, reason: `In the group “${groupName}”` };
      const command = { name: 'grant.map', objectType: 'grant', objectId: uuid(), input } as const;
      if ((await carriedOut(store, command, byWord)) === 'done') done.given += 1;
    }
  }
  return { ...done, kept: keptIds.size };
}

/** What came of a change; nothing where another one was faster, or where it would leave nobody who administers. */
type Outcome = 'done' | 'overtaken' | 'last-administrator';

async function carriedOut(store: Store, command: Command, { provider, requestId }: ByWord): Promise<Outcome> {
  try {
    await commit(store, null, command, { provider, requestId, expectedVersion: null });
    return 'done';
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    if (overtaken.includes(fault.code)) return 'overtaken';
    if (fault.code === 'last-administrator') return fault.code;
    throw fault;
  }
}

type Wanted = Pick<MappingState, 'id' | 'groupName'> & {
  /** Whether the person holds the right already, by hand or by another group. */
  isHeld: boolean;
};
type Held = Pick<GrantState, 'id'> & { mappingId: string; groupName: string };

/**
 * Names of the groups that a person is in: as the provider's directory tells, and of groups that it does not tell of,
 * as the provider told when they last came in. Of whom the directory does not keep, the latter alone is known.
 */
const groupsOf = (personId: string) => `
  select told.name from sign_on_identity identity cross join lateral unnest(identity.groups) told (name)
    where identity.person_id = ${personId} and not (
      exists (select 1 from directory_user kept where kept.person_id = ${personId} and kept.removed_at is null)
      and exists (select 1 from directory_group known where told.name in (known.display_name, known.external_id)))
  union
  select named.name from directory_member member join directory_group told on told.id = member.group_id
    cross join lateral (values (told.display_name), (told.external_id)) named (name)
    where member.person_id = ${personId} and named.name is not null`;

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
       where identity.groups @> array[mapping.group_name]
     union
     select member.person_id from mapping
       join directory_group told on mapping.group_name in (told.display_name, told.external_id)
       join directory_member member on member.group_id = told.id where mapping.id = $1`,
    [mappingId],
  );
  return rows.map(({ id }) => id);
}

/** Does what an interruption left behind: rights by mappings that have ended, and by what the directory told. */
export async function bringStragglersInStep(store: Store): Promise<void> {
  const { rows } = await store.pool.query<{ id: string }>(
    `(select distinct held.person_id as id from mapping join "grant" held on held.mapping_id = mapping.id
      where mapping.state = 'ended' and held.ended_at is null limit 1000)
     union
     (select person_id from directory_user where behind_since < now() - interval '1 minute' limit 1000)`,
  );
  const byWord = { provider: 'Single sign-on', requestId: uuid() };
  await bringAllInStep(
    store,
    rows.map(({ id }) => id),
    byWord,
  );
}

/** Brings several people in step, and notes of those whom the directory keeps that they are. */
export async function bringAllInStep(
  store: Store,
  personIds: readonly string[],
  byWord: ByWord,
): Promise<void> {
  for (const personId of personIds) {
    const { rows } = await store.pool.query<{ since: string | null }>(
      'select behind_since as since from directory_user where person_id = $1',
      [personId],
    );
    await bringInStep(store, personId, byWord);
    // What the directory told meanwhile is brought in step by whoever took it.
    if (rows[0]?.since)
      await store.pool.query(
        'update directory_user set behind_since = null where person_id = $1 and behind_since = $2',
        [personId, rows[0].since],
      );
  }
}
