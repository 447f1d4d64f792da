import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { eventually } from '../../../../test/support/eventually.js';
import { cutConnections, named } from '../../../../test/support/sound-log.js';
import { Pump, type PumpOptions } from './pump.js';

const channel = 'uphold_test';
const never = 3_600_000;

describe('a pump', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  beforeAll(async () => {
    database = await createTestDatabase();
    pool = new pg.Pool({ connectionString: database.url });
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  const notify = (payload = '') => pool.query('select pg_notify($1, $2)', [channel, payload]);
  async function started(options: Partial<PumpOptions>): Promise<Pump> {
    const pump = new Pump({
      url: named(database.url, 'pump'),
      channels: [channel],
      pollMs: never,
      work: () => Promise.resolve(),
      onFault: (fault) => {
        throw fault;
      },
      ...options,
    });
    await pump.start();
    return pump;
  }

  test('works once as it starts, and whenever it is notified, without a poll', async () => {
    let runs = 0;
    const heard: string[] = [];
    const pump = await started({
      work: () => Promise.resolve(void (runs += 1)),
      onNotification: (_channel, payload) => heard.push(payload),
    });
    expect(runs).toBe(1);
    for (let number = 2; number < 6; number++) {
      await notify(`${number}`);
      await eventually(
        () => runs,
        (count) => count === number,
        1000,
      );
    }
    expect(heard).toEqual(['2', '3', '4', '5']);
    await pump.stop();
  });

  test('makes up for a notification that is lost', async () => {
    let runs = 0;
    const pump = await started({ pollMs: 20, work: () => Promise.resolve(void (runs += 1)) });
    await eventually(
      () => runs,
      (count) => count >= 4,
      1000,
    );
    await pump.stop();
    const stopped = runs;
    await notify();
    await pool.query('select pg_sleep(0.1)');
    expect(runs).toBe(stopped);
  });

  test('never works twice at a time, and works once more for all that rang meanwhile', async () => {
    let [running, most, runs] = [0, 0, 0];
    let finish = () => undefined as void;
    const pump = await started({
      work: async () => {
        runs += 1;
        most = Math.max(most, (running += 1));
        await new Promise<void>((resolve) => (finish = resolve));
        running -= 1;
      },
    });
    let heard = 0;
    const ear = new pg.Client({ connectionString: database.url });
    await ear.connect();
    ear.on('notification', () => (heard += 1));
    await ear.query(`listen ${channel}`);
    for (let number = 0; number < 5; number++) await notify(`${number}`);
    await eventually(
      () => heard,
      (count) => count === 5,
    );
    await ear.end();
    finish();
    await eventually(
      () => runs,
      (count) => count === 2,
    );
    finish();
    await pump.stop();
    expect([most, runs]).toEqual([1, 2]);
  });

  test('goes on after work that failed, and says what failed', async () => {
    const faults: unknown[] = [];
    let runs = 0;
    const pump = await started({
      work: () => ((runs += 1) === 1 ? Promise.reject(new Error('once')) : Promise.resolve()),
      onFault: (fault) => faults.push(fault),
    });
    await eventually(
      () => faults.length,
      (count) => count === 1,
    );
    await notify();
    await eventually(
      () => runs,
      (count) => count === 2,
    );
    expect(faults).toEqual([new Error('once')]);
    await pump.stop();
  });

  test('takes its line up again when it is cut, and looks at what it missed', async () => {
    let runs = 0;
    const pump = await started({ work: () => Promise.resolve(void (runs += 1)) });
    for (let round = 0; round < 2; round++) {
      const before = runs;
      expect(await cutConnections(pool, 'pump')).toBe(1);
      await eventually(
        () => runs,
        (count) => count === before + 1,
        5000,
      );
      await notify();
      await eventually(
        () => runs,
        (count) => count === before + 2,
        1000,
      );
    }
    await pump.stop();
  });

  test('waits, as it stops, for what it is working on', async () => {
    let isDone = false;
    const pump = await started({
      work: async () => {
        await pool.query('select pg_sleep(0.1)');
        isDone = true;
      },
    });
    await pump.stop();
    expect(isDone).toBe(true);
  });
});
