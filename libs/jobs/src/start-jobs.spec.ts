import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { eventually } from '../../../test/support/eventually.js';
import { jobNames, jobs } from './catalogue.js';
import { startJobs, type JobHandlers, type RunningJobs } from './start-jobs.js';

describe('jobs', () => {
  let database: TestDatabase;
  const faults: unknown[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    expect(faults).toEqual([]);
    await database.drop();
  });

  /** Starts the jobs of one process; its sweep does as it is told. */
  const start = (sweep: () => Promise<void>): Promise<RunningJobs> => {
    const idle = Object.fromEntries(
      jobNames.map((name) => [name, () => Promise.resolve()]),
    ) as unknown as JobHandlers;
    return startJobs({ databaseUrl: database.url }, { ...idle, 'house.sweep': sweep }, (fault) =>
      faults.push(fault),
    );
  };

  test('are done once each, by whichever process takes them', async () => {
    const done: string[] = [];
    const processes = await Promise.all(
      ['one', 'two'].map((name) => start(async () => void done.push(name))),
    );
    for (let count = 0; count < 6; count++) await processes[count % 2]?.ask('house.sweep', {});
    await eventually(
      () => done.length,
      (length) => length === 6,
    );
    await Promise.all(processes.map((running) => running.close()));
    expect(done).toHaveLength(6);
  });

  test('are tried again where they fail', async () => {
    let tries = 0;
    const running = await start(async () => {
      tries += 1;
      if (tries === 1) throw new Error('not this time');
    });
    await running.ask('house.sweep', {});
    await eventually(
      () => tries,
      (count) => count === 2,
    );
    await running.close();
  });

  test('are not taken with a payload that does not fit', async () => {
    const running = await start(() => Promise.resolve());
    await expect(running.ask('house.sweep', { folder: '/' } as never)).rejects.toThrow(/folder/);
    await running.close();
  });

  test('wait for a process where none runs', async () => {
    const first = await start(() => Promise.reject(new Error('going down')));
    await first.close();
    let tries = 0;
    const asking = await start(async () => void (tries += 1));
    await asking.ask('house.sweep', {});
    await eventually(
      () => tries,
      (count) => count > 0,
    );
    await asking.close();
  });

  test('that come back by themselves are planned once, however often processes start', async () => {
    for (let round = 0; round < 2; round++) await (await start(() => Promise.resolve())).close();
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_schema not in ('public', 'pg_catalog', 'information_schema') and table_name like '%schedul%'`,
    );
    const [table] = tables;
    const { rows } = await client.query(`select * from ${table?.name}`);
    await client.end();
    expect(rows).toHaveLength(jobNames.filter((name) => jobs[name].schedule).length);
  });

  test('each say on whose rights they work', () => {
    for (const name of jobNames) expect([name, jobs[name].permission]).toEqual([name, 'installation-upkeep']);
  });
});
