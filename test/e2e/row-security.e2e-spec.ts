import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readerRole, Store, writerRole } from '#store';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { createSmallWorld, type SmallWorld } from '../support/small-world.js';

/** Tables that no policy closes, each with the reason; there is none. */
const open: Record<string, string> = {};

/** What is never changed or removed. */
const history = ['entry', 'leaf', 'tree_node', 'checkpoint'];

const privileges = ['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger'] as const;

describe('the roles under which the product runs', () => {
  let database: TestDatabase;
  let store: Store;
  let world: SmallWorld;
  beforeAll(async () => {
    database = await createTestDatabase();
    store = await Store.open(database.url, { poolSize: 1 });
    world = await createSmallWorld(store);
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  const tables = async (): Promise<string[]> => {
    const { rows } = await store.pool.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
    );
    return rows.map(({ name }) => name);
  };
  /** Which of the privileges a role has on a table, on all or some of its columns. */
  const held = async (role: string, table: string): Promise<string[]> => {
    const { rows } = await store.pool.query<{ privilege: string }>(
      `select privilege from unnest($3::text[]) privilege
       where has_table_privilege($1, format('public.%I', $2::text), privilege)
         or privilege in ('select', 'insert', 'update', 'references')
           and has_any_column_privilege($1, format('public.%I', $2::text), privilege)`,
      [role, table, privileges],
    );
    return rows.map(({ privilege }) => privilege);
  };
  const standing = async () =>
    (
      await store.pool.query<{ role: string; person: string | null; reach: string | null }>(
        `select current_user as role, nullif(current_setting('uphold.person', true), '') as person,
           nullif(current_setting('uphold.answers', true), '') as reach`,
      )
    ).rows[0];
  const nobodyReads = { role: writerRole, person: null, reach: null };

  test('are no superusers, pass no policy by, cannot sign in, and own nothing', async () => {
    const { rows } = await store.pool.query<{ rolname: string }>(
      `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin from pg_roles
       where rolname = any($1) order by rolname`,
      [[readerRole, writerRole]],
    );
    const plain = {
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolcanlogin: false,
    };
    expect(rows).toEqual([readerRole, writerRole].map((rolname) => ({ rolname, ...plain })));
    const { rows: owned } = await store.pool.query(
      `select oid from pg_class where relowner = any(select oid from pg_roles where rolname = any($1))
       union all select oid from pg_namespace where nspowner = any(select oid from pg_roles where rolname = any($1))
       union all select oid from pg_proc where proowner = any(select oid from pg_roles where rolname = any($1))`,
      [[readerRole, writerRole]],
    );
    expect(owned).toEqual([]);
    expect(await standing()).toEqual(nobodyReads);
  });

  test('find every table closed by row-level security that is forced', async () => {
    const { rows } = await store.pool.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
         and not (relrowsecurity and relforcerowsecurity)`,
    );
    expect(rows.map(({ name }) => name).filter((name) => !(name in open))).toEqual([]);
  });

  test('let readers write nothing, and read no table without a policy for them', async () => {
    const { rows } = await store.pool.query<{ name: string }>(
      `select tablename as name from pg_policies where schemaname = 'public' and $1::name = any(roles)`,
      [readerRole],
    );
    const opened = new Set(rows.map(({ name }) => name));
    for (const table of await tables())
      expect([table, await held(readerRole, table)]).toEqual([table, opened.has(table) ? ['select'] : []]);
    for (const secret of ['credential', 'session', 'api_token', 'totp', 'passkey', 'idempotency'])
      expect([secret, opened.has(secret)]).toEqual([secret, false]);
  });

  test('let nobody change or empty the history, whatever they are told to do', async () => {
    for (const table of await tables()) {
      const may = await held(writerRole, table);
      expect([table, may.includes('truncate')]).toEqual([table, false]);
      if (history.includes(table)) expect([table, may]).toEqual([table, ['select', 'insert']]);
    }
    expect(await held(writerRole, 'opening')).toEqual(['select', 'insert', 'update']);
    for (const statement of [
      ...history.flatMap((table) => [`delete from ${table}`, `truncate ${table} cascade`]),
      `update entry set canon = '{}'`,
      'update leaf set index = index + 1',
      'delete from opening',
      'alter table entry disable trigger all',
      'drop table leaf',
      'set session_replication_role = replica',
    ])
      await expect(store.pool.query(statement)).rejects.toMatchObject({ code: '42501' });
  });

  test('show nothing to a reader of whom nobody said who it is', async () => {
    const client = await store.pool.connect();
    try {
      await client.query(`begin; set local role ${readerRole}`);
      for (const table of [
        'recommendation',
        'review',
        'person',
        'grant',
        'entity',
        'entry',
        'leaf',
        'opening',
      ]) {
        const { rows } = await client.query<{ count: number }>(`select count(*) from "${table}"`);
        expect([table, rows[0]?.count]).toEqual([table, 0]);
      }
    } finally {
      await client.query('rollback');
      client.release();
    }
  });

  test('are left with the transaction, and nobody’s rights stay behind on the connection', async () => {
    const director = await world.actor('director');
    const reader = store.readingAs(director);
    const { rows } = await reader.query(
      `select current_user as role, current_setting('uphold.person') as person, current_setting('uphold.answers') as reach`,
    );
    const everywhere = '{00000000-0000-0000-0000-000000000000}';
    expect(rows).toEqual([{ role: readerRole, person: director.personId, reach: everywhere }]);
    expect(await standing()).toEqual(nobodyReads);
    await expect(reader.query('select 1 / 0')).rejects.toThrow('division by zero');
    expect(await standing()).toEqual(nobodyReads);
    await expect(reader.query('update recommendation set title = title')).rejects.toMatchObject({
      code: '42501',
    });
    expect(await standing()).toEqual(nobodyReads);
    const unknown = store.readingAs({ personId: 'nobody' });
    await expect(unknown.query('select 1')).rejects.toThrow('invalid input syntax');
    expect(await standing()).toEqual(nobodyReads);
    await reader.together(async (one) => {
      expect((await one.query('select current_user as role')).rows).toEqual([{ role: readerRole }]);
    });
    expect(await standing()).toEqual(nobodyReads);
    const observer = await world.actor('observer');
    const { rows: others } = await store
      .readingAs(observer)
      .query(`select current_setting('uphold.person') as person, current_setting('uphold.answers') as reach`);
    expect(others).toEqual([{ person: observer.personId, reach: '{}' }]);
  });
});
