import type { Pool, PoolClient } from 'pg';
import type { Language } from '#contracts';
import { refusalBehind } from '../commit/constraints.js';
import { listTold, type FieldSql, type ToldQuery, type ToldSlice } from './list-told.js';

/** What the directory told of somebody last. */
export interface ToldUser {
  /** Its own name for them, as a rule their address there; unlike in any case. */
  userName: string;
  /** Its own identifier of them, which it never gives to another. */
  externalId: string | null;
  displayName: string | null;
  formatted: string | null;
  givenName: string | null;
  familyName: string | null;
  /** In lower case. */
  email: string;
  /** Null where it told of none that there is here. */
  language: Language | null;
  isActive: boolean;
}

/** Somebody whose account the directory keeps. */
export interface DirectoryUser {
  /** Of the account. */
  id: string;
  told: ToldUser;
  /** The account as it is now, whoever changed it last. */
  name: string;
  email: string;
  createdAt: string;
  updatedAt: string;
  /** Another one whenever something of it changed. */
  version: string;
}

type UserRow = Omit<DirectoryUser, 'told'> & {
  told: Omit<ToldUser, 'userName' | 'externalId' | 'isActive'>;
  userName: string;
  externalId: string | null;
  isActive: boolean;
};

const list = {
  select: `person.id, told.user_name as "userName", told.external_id as "externalId", told.told, person.name,
    person.email, person.state = 'active' as "isActive", told.created_at as "createdAt",
    greatest(told.updated_at, person.updated_at) as "updatedAt", person.version || '.' || told.version as version`,
  from: 'directory_user told join person on person.id = told.person_id',
  where: 'told.removed_at is null',
  key: 'told.person_id',
} as const;

/** By what the directory may ask for its users; identifiers must be some. */
export type UserField = 'id' | 'userName' | 'externalId' | 'email' | 'isActive';
const fields: FieldSql<UserField> = {
  id: (value) => `told.person_id = ${value}::uuid`,
  userName: (value) => `lower(told.user_name) = lower(${value})`,
  externalId: (value) => `told.external_id = ${value}`,
  email: (value) => `person.email = lower(${value})`,
  isActive: (value) => `(person.state = 'active') = ${value}::boolean`,
};

/** Those whom the directory keeps, in the order in which their accounts were opened. */
export async function listDirectoryUsers(
  pool: Pool,
  query: ToldQuery<UserField>,
): Promise<ToldSlice<DirectoryUser>> {
  const { rows, total } = await listTold<UserRow, UserField>(pool, list, fields, query);
  return {
    total,
    rows: rows.map(({ told, userName, externalId, isActive, ...account }) => ({
      ...account,
      told: { ...told, userName, externalId, isActive },
    })),
  };
}

/** One of them, or null. */
export async function directoryUser(pool: Pool, id: string): Promise<DirectoryUser | null> {
  const query = { terms: [{ field: 'id', value: id }], startIndex: 1, count: 1 } as const;
  return (await listDirectoryUsers(pool, query)).rows[0] ?? null;
}

/** Those of the identifiers under which the directory keeps nobody. */
export async function unknownUsers(client: Pool | PoolClient, ids: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select id from unnest($1::uuid[]) asked (id)
     where not exists (select 1 from directory_user where person_id = id and removed_at is null)`,
    [ids],
  );
  return rows.map(({ id }) => id);
}

/** Whether the directory knows somebody else under this name or identifier. */
export async function isKnownAlready(
  pool: Pool,
  { userName, externalId }: Pick<ToldUser, 'userName' | 'externalId'>,
  exceptId: string | null,
): Promise<boolean> {
  const { rows } = await pool.query(
    `select 1 from directory_user where removed_at is null and person_id is distinct from $3
       and (lower(user_name) = lower($1) or external_id = $2) limit 1`,
    [userName, externalId, exceptId],
  );
  return rows.length > 0;
}

/**
 * Notes what the directory told of somebody; from then on it keeps their account, and it did not yet bring their
 * rights in step.
 *
 * @throws Refusal already-exists where it told the same name or identifier of another one
 */
export async function noteUser(
  client: Pool | PoolClient,
  personId: string,
  { userName, externalId, isActive: _, ...told }: ToldUser,
): Promise<void> {
  try {
    await client.query(
      `insert into directory_user (person_id, user_name, external_id, told, behind_since)
       values ($1, $2, $3, $4, now())
       on conflict (person_id) do update set user_name = $2, external_id = $3, told = $4, removed_at = null,
         version = directory_user.version + 1, updated_at = now(), behind_since = now()`,
      [personId, userName, externalId, told],
    );
  } catch (fault) {
    throw refusalBehind(fault) ?? fault;
  }
}

/** Notes that somebody is no longer in the directory, nor in its groups. */
export async function noteRemoval(client: PoolClient, personId: string): Promise<void> {
  await client.query('delete from directory_member where person_id = $1', [personId]);
  await client.query(
    `update directory_user set removed_at = now(), updated_at = now(), version = version + 1, behind_since = now()
     where person_id = $1`,
    [personId],
  );
}
