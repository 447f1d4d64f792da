import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Actor, CheckRunView } from '#contracts';
import {
  askCheck,
  cancelCheck,
  checksKeeperOf,
  DiskEvidenceFiles,
  listChecks,
  sequenceBatch,
  Store,
  type ChecksKeeper,
  type RaisedAlarm,
} from '#store';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { issue } from '../support/issue-command.js';
import { createSmallWorld, type SmallWorld } from '../support/small-world.js';
import { tamper } from '../support/tamper.js';

/** Files on the disk, which are opened when the test says so. */
class WaitingFiles extends DiskEvidenceFiles {
  opened = 0;
  private release: () => void = () => undefined;
  private released = Promise.resolve();

  hold(): void {
    this.released = new Promise((resolve) => (this.release = resolve));
  }

  letGo(): void {
    this.release();
  }

  override async open(file: { storageKey: string }): Promise<Readable> {
    this.opened += 1;
    await this.released;
    return super.open(file);
  }
}

describe('checks are carried out', () => {
  let database: TestDatabase;
  let store: Store;
  let folder: string;
  let files: WaitingFiles;
  let alarms: RaisedAlarm[];
  let auditor: Actor;
  let world: SmallWorld;
  const faults: unknown[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
    store = await Store.open(database.url);
    folder = await mkdtemp(join(tmpdir(), 'uphold-keeper-'));
    files = new WaitingFiles(folder);
    world = await createSmallWorld(store);
    auditor = await world.actor('auditor');
    const recommendationId = await world.started();
    const file = await files.receive({ fileName: 'a.txt', stream: Readable.from(['What was agreed.']) });
    await issue(store, await world.actor('staff'), 'evidence.add-file', {
      recommendationId,
      title: 'Minutes',
      file,
    });
    while ((await sequenceBatch(store.pool)) > 0);
  });
  afterAll(async () => {
    expect(faults).toEqual([]);
    await store.close();
    await database.drop();
    await rm(folder, { recursive: true });
  });
  beforeEach(() => {
    alarms = [];
    files.opened = 0;
  });

  const keeper = (): ChecksKeeper =>
    checksKeeperOf({
      store,
      files,
      onAlarm: async (raised) => void alarms.push(...raised),
      onFault: (fault) => faults.push(fault),
    });
  const running = async (work: (keepers: ChecksKeeper[]) => Promise<void>, count = 1): Promise<void> => {
    const keepers = Array.from({ length: count }, keeper);
    for (const one of keepers) await one.start();
    await work(keepers);
    files.letGo();
    await Promise.all(keepers.map((one) => one.stop()));
  };
  const runOf = async (id: string): Promise<CheckRunView> => {
    const { rows } = await listChecks(store.readingAs(auditor), { limit: 50 });
    return rows.find((run) => run.id === id) as CheckRunView;
  };
  const ended = (id: string) =>
    eventually(
      () => runOf(id),
      ({ finishedAt }) => finishedAt !== null,
    );
  const beginsToHash = () =>
    eventually(
      () => files.opened,
      (opened) => opened > 0,
    );

  test('once, by one of several workers', async () => {
    await running(async () => {
      const { id } = await askCheck(store.pool, 'evidence');
      expect(await ended(id)).toMatchObject({ outcome: 'sound', counts: { files: 1 } });
      const { rows } = await store.pool.query('select attempts from check_run where id = $1', [id]);
      expect(rows).toEqual([{ attempts: 1 }]);
    }, 3);
  });

  test('to their end by the next worker where one stops amid them', async () => {
    files.hold();
    const { id } = await askCheck(store.pool, 'evidence');
    const first = keeper();
    await first.start();
    await beginsToHash();
    const stopped = first.stop();
    files.letGo();
    await stopped;
    expect(await runOf(id)).toMatchObject({ outcome: null, finishedAt: null });
    await running(async () => {
      expect(await ended(id)).toMatchObject({ outcome: 'sound' });
    });
  });

  test('until somebody stops them', async () => {
    files.hold();
    await running(async () => {
      const { id } = await askCheck(store.pool, 'evidence');
      await beginsToHash();
      expect(await cancelCheck(store.pool, id)).toBe(true);
      // Progress is told twice a second; the file comes after the next time.
      await new Promise((resolve) => setTimeout(resolve, 700));
      files.letGo();
      expect(await ended(id)).toMatchObject({ outcome: 'cancelled', isCancelAsked: true });
      expect(await cancelCheck(store.pool, id)).toBe(false);
    });
  });

  test('for who asked for them as long as they may know what is found', async () => {
    const administrator = await world.actor('administrator');
    const right = {
      personId: world.people.stranger,
      role: 'auditor',
      scopeType: 'installation',
      reason: 'x',
    } as const;
    const { objectId } = await issue(store, administrator, 'grant.give', right);
    const asked = await askCheck(store.pool, 'evidence', right.personId);
    await running(async () => {
      expect(await ended(asked.id)).toMatchObject({ outcome: 'sound' });
    });
    const again = await askCheck(store.pool, 'evidence', right.personId);
    await issue(store, administrator, 'grant.end', { reason: 'x' }, { id: objectId, version: 1 });
    files.opened = 0;
    await running(async () => {
      expect(await ended(again.id)).toMatchObject({ outcome: 'cancelled', isCancelAsked: false });
    });
    expect(files.opened).toBe(0);
  });

  test('and tell of an alarm once, however often it is found', async () => {
    await running(async () => {
      await tamper(store.pool, `update review set title = 'Another title'`);
      for (let times = 0; times < 2; times++) {
        const { id } = await askCheck(store.pool, 'history-all');
        expect((await ended(id)).outcome).toBe('unsound');
      }
      expect(alarms.map(({ finding }) => finding.code)).toEqual(['row-differs']);
    });
  });
});
