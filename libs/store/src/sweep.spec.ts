import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { StoredFile } from '#contracts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { issue } from '../../../test/support/issue-command.js';
import { createSmallWorld, type SmallWorld } from '../../../test/support/small-world.js';
import { DiskEvidenceFiles } from './files/disk-evidence-files.js';
import { sequenceBatch } from './log/sequencer.js';
import { Store } from './store.js';
import { sweep } from './sweep.js';

const hour = 3_600_000;

describe('a sweep', () => {
  let database: TestDatabase;
  let store: Store;
  let world: SmallWorld;
  let root: string;
  let files: DiskEvidenceFiles;

  beforeAll(async () => {
    database = await createTestDatabase();
    store = await Store.open(database.url);
    world = await createSmallWorld(store);
    root = await mkdtemp(join(tmpdir(), 'uphold-evidence-'));
    files = new DiskEvidenceFiles(root);
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
    await rm(root, { recursive: true, force: true });
  });

  const receive = async (hours: number): Promise<StoredFile> => {
    const file = await files.receive({ fileName: 'a.txt', stream: Readable.from([Buffer.from('words')]) });
    await age(file.storageKey, hours);
    return file;
  };
  const age = (key: string, hours: number) => {
    const time = new Date(Date.now() - hours * hour);
    return utimes(join(root, key), time, time);
  };
  const kept = async () =>
    (await readdir(root, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .sort();
  const nameOf = ({ storageKey }: StoredFile) => storageKey.slice(3);

  test('discards files that no record names once they are a day old, however many are named', async () => {
    const recommendationId = await world.draft();
    const editor = await world.actor('editor');
    const named: StoredFile[] = [];
    for (let count = 0; count < 7; count++) {
      const file = await receive(48);
      named.push(file);
      await issue(store, editor, 'evidence.add-file', { recommendationId, title: 'Words', file });
    }
    const [first] = (await store.pool.query<{ id: string }>('select id from evidence limit 1')).rows;
    const replacement = await receive(48);
    await issue(
      store,
      editor,
      'evidence.replace',
      { file: replacement, reason: 'Newer.' },
      { id: first?.id ?? '' },
    );
    while ((await sequenceBatch(store.pool)) > 0);
    const fresh = await receive(2);
    await Promise.all(Array.from({ length: 9 }, () => receive(30)));
    await mkdir(join(root, 'incoming'), { recursive: true });
    await writeFile(join(root, 'incoming', 'never-came-in-whole'), 'half');
    await age('incoming/never-came-in-whole', 30);

    expect(await sweep(store, files, 3)).toMatchObject({ files: 10 });
    expect(await kept()).toEqual([...named, replacement, fresh].map(nameOf).sort());
    expect(await sweep(store, files, 3)).toEqual({ sessions: 0, answers: 0, files: 0 });
  });

  test('removes ended sessions and old answers, and keeps those that run', async () => {
    const [ended, idle, running] = [
      await store.sessions.open(world.people.staff, { methods: ['password'] }),
      await store.sessions.open(world.people.staff, { methods: ['password'] }),
      await store.sessions.open(world.people.staff, { methods: ['password'] }),
    ];
    await store.pool.query(`update session set expires_at = now() - interval '1 second' where id = $1`, [
      ended.session.id,
    ]);
    await store.pool.query(`update session set last_seen_at = now() - interval '121 minutes' where id = $1`, [
      idle.session.id,
    ]);
    const keep = (key: string, days: number) =>
      store.pool.query(
        `insert into idempotency (actor_id, key, request, receipt, created_at)
         values ($1, $2, '', '{}', now() - make_interval(days => $3))`,
        [world.people.staff, key, days],
      );
    await Promise.all([keep('old', 31), keep('new', 29)]);
    expect(await sweep(store, files)).toMatchObject({ sessions: 2, answers: 1 });
    const { rows } = await store.pool.query('select key, session.id from idempotency, session');
    expect(rows).toEqual([{ key: 'new', id: running.session.id }]);
    const told = await store.pool.query(
      `select canon::jsonb #>> '{body,ending}' as ending, canon::jsonb #>> '{body,sessionId}' as id
       from entry where action = 'sign-in.ended' order by 1`,
    );
    expect(told.rows).toEqual([
      { ending: 'expired', id: ended.session.id },
      { ending: 'idle', id: idle.session.id },
    ]);
  });

  test('finds nothing to do where there is no folder yet', async () => {
    const nowhere = new DiskEvidenceFiles(join(root, 'not', 'yet', 'there'));
    expect(await sweep(store, nowhere)).toMatchObject({ files: 0 });
  });
});
