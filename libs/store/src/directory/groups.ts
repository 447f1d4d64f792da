import type { Pool, PoolClient } from 'pg';
import { v7 as uuid } from 'uuid';
import { Refusal, weightyRoles } from '#contracts';
import { refusalBehind } from '../commit/constraints.js';
import { administratorRights } from '../commit/provider-standing.js';
import { bringAllInStep, type ByWord } from '../sign-on/mapped-grants.js';
import type { Store } from '../store.js';
import { listTold, type FieldSql, type ToldQuery, type ToldSlice } from './list-told.js';
import { unknownUsers } from './users.js';

/** What the directory tells of a group. */
export interface ToldGroup {
  displayName: string;
  externalId: string | null;
  /** Of those whom the directory keeps, who is in it. */
  memberIds: readonly string[];
}

export interface DirectoryGroup extends ToldGroup {
  id: string;
  members: { id: string; name: string }[];
  createdAt: string;
  updatedAt: string;
  version: number;
}

/** So many may be in one group. */
export const groupMembersMax = 5_000;

type GroupRow = Omit<DirectoryGroup, 'memberIds'>;
const list = {
  select: `told.id, told.display_name as "displayName", told.external_id as "externalId", told.version,
    told.created_at as "createdAt", told.updated_at as "updatedAt",
    coalesce((select json_agg(json_build_object('id', person.id, 'name', person.name) order by person.id)
      from directory_member member join person on person.id = member.person_id
      where member.group_id = told.id), '[]') as members`,
  from: 'directory_group told',
  where: 'true',
  key: 'told.id',
} as const;
const withoutMembers = { ...list, select: list.select.replace(/coalesce[\s\S]*$/, `'[]'::json as members`) };

/** By what the directory may ask for its groups; identifiers must be some. */
export type GroupField = 'id' | 'displayName' | 'externalId' | 'memberId';
const fields: FieldSql<GroupField> = {
  id: (value) => `told.id = ${value}::uuid`,
  displayName: (value) => `lower(told.display_name) = lower(${value})`,
  externalId: (value) => `told.external_id = ${value}`,
  memberId: (value) =>
    `exists (select 1 from directory_member member where member.group_id = told.id and member.person_id = ${value}::uuid)`,
};

/** Groups that the directory told of, in the order in which it did. */
export async function listDirectoryGroups(
  pool: Pool,
  query: ToldQuery<GroupField> & { hasMembers: boolean },
): Promise<ToldSlice<DirectoryGroup>> {
  const plan = query.hasMembers ? list : withoutMembers;
  const { rows, total } = await listTold<GroupRow, GroupField>(pool, plan, fields, query);
  return { total, rows: rows.map(withIds) };
}

const withIds = (row: GroupRow): DirectoryGroup => ({ ...row, memberIds: row.members.map(({ id }) => id) });

/** One of them, or null. */
export async function directoryGroup(
  pool: Pool,
  id: string,
  hasMembers = true,
): Promise<DirectoryGroup | null> {
  const query = { terms: [{ field: 'id', value: id }], startIndex: 1, count: 1, hasMembers } as const;
  return (await listDirectoryGroups(pool, query)).rows[0] ?? null;
}

/** Takes in a group, and gives its members what its mappings give. */
export async function addGroup(store: Store, told: ToldGroup, word: ByWord): Promise<DirectoryGroup> {
  const id = uuid();
  await inOneTransaction(store, async (client) => {
    await mustBeMembers(client, told.memberIds);
    await client.query('insert into directory_group (id, display_name, external_id) values ($1, $2, $3)', [
      id,
      told.displayName,
      told.externalId,
    ]);
    await join(client, id, told.memberIds);
    await noteBehind(client, told.memberIds);
  });
  await bringAllInStep(store, told.memberIds, word);
  return (await directoryGroup(store.pool, id)) ?? gone();
}

/**
 * Changes a group, and gives and takes what its mappings give: to who came and from who left, and where its name
 * changed, of everybody in it.
 *
 * @param change what it is to be, from what it is now, which stays so meanwhile
 * @throws Refusal last-administrator where nobody would be left who administers the installation; nothing is changed
 */
export async function changeGroup(
  store: Store,
  id: string,
  change: (group: DirectoryGroup) => ToldGroup,
  word: ByWord,
): Promise<DirectoryGroup> {
  const affected = await inOneTransaction(store, async (client) => {
    const was = await lockGroup(client, id);
    const { displayName, externalId, memberIds } = change(was);
    const before = new Set(was.memberIds);
    const after = new Set(memberIds);
    const joining = memberIds.filter((one) => !before.has(one));
    const leaving = was.memberIds.filter((one) => !after.has(one));
    const names = [displayName, externalId];
    const lost = namesOf(was).filter((name) => !names.includes(name));
    await mustBeMembers(client, joining);
    await mustLeaveAdministrators(client, leaving, namesOf(was));
    await mustLeaveAdministrators(client, was.memberIds, lost);
    const isRenamed = lost.length > 0 || was.externalId !== externalId;
    if (!isRenamed && joining.length + leaving.length === 0) return [];
    await client.query(
      `update directory_group set display_name = $2, external_id = $3, version = version + 1, updated_at = now()
       where id = $1`,
      [id, displayName, externalId],
    );
    await client.query('delete from directory_member where group_id = $1 and person_id = any($2)', [
      id,
      leaving,
    ]);
    await join(client, id, joining);
    await forgetToldAtSignOn(client, lost);
    const concerned = isRenamed ? [...new Set([...was.memberIds, ...memberIds])] : [...joining, ...leaving];
    await noteBehind(client, concerned);
    return concerned;
  });
  await bringAllInStep(store, affected, word);
  return (await directoryGroup(store.pool, id)) ?? gone();
}

/** Takes a group away, and from its members what its mappings gave them. */
export async function removeGroup(
  store: Store,
  id: string,
  mayRemove: (group: DirectoryGroup) => void,
  word: ByWord,
): Promise<void> {
  const left = await inOneTransaction(store, async (client) => {
    const group = await lockGroup(client, id);
    mayRemove(group);
    await mustLeaveAdministrators(client, group.memberIds, namesOf(group));
    await client.query('delete from directory_group where id = $1', [id]);
    await forgetToldAtSignOn(client, namesOf(group));
    await noteBehind(client, group.memberIds);
    return group.memberIds;
  });
  await bringAllInStep(store, left, word);
}

const namesOf = ({ displayName, externalId }: ToldGroup): string[] =>
  externalId === null ? [displayName] : [displayName, externalId];

async function inOneTransaction<T>(store: Store, work: (client: PoolClient) => Promise<T>): Promise<T> {
  try {
    return await store.transaction((client) => work(client));
  } catch (fault) {
    throw refusalBehind(fault) ?? fault;
  }
}

async function lockGroup(client: PoolClient, id: string): Promise<DirectoryGroup> {
  await client.query('select 1 from directory_group where id = $1 for no key update', [id]);
  const { rows } = await client.query<GroupRow>(
    `select ${list.select} from ${list.from} where told.id = $1`,
    [id],
  );
  return rows[0] ? withIds(rows[0]) : gone();
}

function gone(): never {
  throw new Refusal('not-found', 'there is no such group');
}

async function mustBeMembers(client: PoolClient, ids: readonly string[]): Promise<void> {
  if (ids.length > groupMembersMax)
    throw new Refusal('limit-reached', `a group has ${groupMembersMax} members at most`);
  const [unknown] = await unknownUsers(client, ids);
  if (unknown)
    throw new Refusal('invalid-input', `there is no user ${unknown}`, {
      fields: [{ field: 'members', message: 'names nobody whom the directory keeps' }],
    });
}

async function join(client: PoolClient, groupId: string, personIds: readonly string[]): Promise<void> {
  await client.query(
    'insert into directory_member (group_id, person_id) select $1, unnest($2::uuid[]) on conflict do nothing',
    [groupId, personIds],
  );
}

async function noteBehind(client: PoolClient, personIds: readonly string[]): Promise<void> {
  await client.query('update directory_user set behind_since = now() where person_id = any($1)', [personIds]);
}

/**
 * What people told of a group when they came in is no longer true, once the directory says that there is none of this
 * name: should it be told again at their next sign-on, it counts again.
 */
async function forgetToldAtSignOn(client: PoolClient, names: readonly string[]): Promise<void> {
  await client.query(
    `update sign_on_identity identity set groups = array(select unnest(groups) except select unnest($1::text[]))
     from directory_user kept where kept.person_id = identity.person_id and identity.groups && $1::text[]`,
    [names],
  );
}

/** Looked at before anything is changed, so that it is refused as a whole; `commit` sees to it in any case. */
async function mustLeaveAdministrators(
  client: PoolClient,
  leaving: readonly string[],
  names: readonly string[],
): Promise<void> {
  if (leaving.length === 0 || names.length === 0) return;
  const { rows } = await client.query<{ isLocked: boolean }>(
    `with administrator as (${administratorRights}),
       losing as (
         select administrator.id from administrator join mapping on mapping.id = administrator.mapping_id
         where administrator.person_id = any($2) and mapping.group_name = any($3))
     select exists (select 1 from losing)
       and not exists (select 1 from administrator where id not in (select id from losing)) as "isLocked"`,
    [weightyRoles, leaving, names],
  );
  if (rows[0]?.isLocked)
    throw new Refusal('last-administrator', 'nobody would be left who administers the installation', {
      rule: 'provider/last-administrator',
    });
}
