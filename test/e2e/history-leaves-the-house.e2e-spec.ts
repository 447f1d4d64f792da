import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BundleLine } from '#ledger';
import { exportBundle, exportPoint, giveUp, signOnce, Store } from '#store';
import { writeBundle } from '../../apps/cli/src/export/write-bundle.js';
import { HouseToExport, told } from '../support/bundle/house-to-export.js';
import { Client } from '../support/client.js';
import { issue } from '../support/issue-command.js';
import { createSmallWorld } from '../support/small-world.js';
import { startApp } from '../support/start-app.js';
import { uphold } from '../support/terminal.js';

const verifier = join(import.meta.dirname, '../../dist/verifier/uphold-verify.mjs');
let house: HouseToExport;

beforeAll(async () => {
  house = await HouseToExport.build();
});
afterAll(() => house.leave());

describe('the operator’s export', () => {
  test('tells everything, and holds', async () => {
    const size = (await exportPoint(house.app.store.pool)).logSize;
    const lines = await house.exported('all.ndjson');
    expect(lines[0]).toMatchObject({ type: 'header', format: 'uphold-bundle/1', treeSize: size });
    const { code, verdict } = await house.verdictOn('all.ndjson', '--key', house.vkey);
    expect([code, verdict.outcome, verdict.faults]).toEqual([0, 'holds', []]);
    const { proved } = verdict;
    expect(proved).toMatchObject({ treeSize: size, entries: size, leaves: 0 });
    // Everything but what merely happened has a state, and each was compared.
    const objects = new Set(
      told(lines)
        .filter(({ objectType }) => !['refusal', 'sign-in', 'export'].includes(objectType))
        .map(({ objectId }) => objectId),
    );
    expect(proved.states).toBe(objects.size);
    expect(verdict.unproved).toEqual([]);
    expect(verdict.redactionCount).toBeGreaterThan(0);
  });

  test('says in plain words what is proved', async () => {
    const left = await house.verify('all.ndjson');
    expect(left.code).toBe(0);
    expect(left.out).toMatch(/^The history holds\.\n\nProved\n/);
    expect(left.out).toContain('Who signed: the key is known from the bundle alone.');
    expect(left.out).toMatch(/taken out by the redaction at index \d+/);
  });

  test('is verified by one file where there is nothing but Node', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'nothing-'));
    await copyFile(verifier, join(empty, 'verify.mjs'));
    const run = (...args: string[]) =>
      promisify(execFile)(process.execPath, ['verify.mjs', ...args], { cwd: empty, env: {} });
    const { stdout } = await run(house.pathOf('all.ndjson'), '--key', house.vkey);
    expect(stdout).toMatch(/^The history holds\.\n/);
    await writeFile(
      join(empty, 'cut.ndjson'),
      (await readFile(house.pathOf('all.ndjson'))).subarray(0, 5000),
    );
    await expect(run('cut.ndjson')).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining('The file is incomplete.'),
    });
    await expect(run('none.ndjson')).rejects.toMatchObject({ code: 2 });
    await rm(empty, { recursive: true });
  });

  test('is recorded in the history', async () => {
    await house.app.settled();
    const { rows } = await house.app.store.pool.query<{ canon: string }>(
      `select canon from entry where action = 'export.made'`,
    );
    const bodies = rows.map(({ canon }) => JSON.parse(canon) as { actor: null; body: object });
    expect(bodies[0]).toMatchObject({
      actor: null,
      body: { what: 'bundle', scope: { type: 'installation', id: null } },
    });
  });

  test('of a log that is ahead of its checkpoint says so, and tells each state as of the checkpoint', async () => {
    const unsigned = await startApp();
    try {
      const { store, databaseUrl, keysFolder } = unsigned;
      const out = ['export-history', '--out', house.pathOf('behind.ndjson')];
      expect(await uphold(databaseUrl, ...out)).toMatchObject({
        code: 1,
        err: expect.stringMatching(/signed/),
      });
      const small = await createSmallWorld(store);
      const id = await small.draft();
      await unsigned.settled();
      await signOnce(store.pool, keysFolder);
      const version = await small.versionOf('recommendation', id);
      const editor = await small.actor('editor');
      await issue(store, editor, 'recommendation.edit', { title: 'Another title' }, { id, version });
      await unsigned.settled();
      // Nobody waits for a signer that has not been seen for long.
      await store.pool.query(`update signer_state set seen_at = seen_at - interval '1 hour'`);
      const left = await uphold(databaseUrl, ...out);
      expect(left).toMatchObject({ code: 0, out: expect.stringContaining('ahead of its newest checkpoint') });
      const { code, verdict } = await house.verdictOn('behind.ndjson');
      expect([code, verdict.faults]).toEqual([0, []]);
      const entry = (await house.linesOf('behind.ndjson')).find(
        (line) => line.type === 'entry' && line.canon.includes('"recommendation.drafted"'),
      );
      expect(entry).toMatchObject({ state: { id, version, title: expect.not.stringContaining('Another') } });
      expect(verdict.proved.states).toBeGreaterThan(10);
    } finally {
      await unsigned.stop();
    }
  });

  test('leaves nothing behind where it cannot be written', async () => {
    const left = await uphold(
      house.app.databaseUrl,
      'export-history',
      '--out',
      house.pathOf('none/x.ndjson'),
    );
    expect(left).toMatchObject({ code: 2, err: expect.stringContaining('There is no folder') });
    const unknown = await uphold(
      house.app.databaseUrl,
      'export-history',
      '--out',
      house.pathOf('x'),
      '--review',
      'NONE',
    );
    expect(unknown).toMatchObject({ code: 2, err: expect.stringContaining('no review with the code NONE') });
    expect((await readdir(house.pathOf('.'))).filter((name) => name.startsWith('x'))).toEqual([]);
  });
});

describe('an export that is not finished', () => {
  const isLent = ({ pool }: Store) => pool.totalCount > pool.idleCount;

  test('leaves no file, and gives its snapshot back', async () => {
    const store = await Store.open(house.app.databaseUrl);
    const bundle = await exportBundle(store, { actor: 'operator' });
    const stop = new AbortController();
    const onProgress = () => stop.abort(new Error('enough'));
    const written = writeBundle(house.pathOf('half.ndjson'), bundle, { onProgress, signal: stop.signal });
    await expect(written).rejects.toThrow('enough');
    expect((await readdir(house.pathOf('.'))).filter((name) => name.startsWith('half'))).toEqual([]);
    expect(isLent(store)).toBe(false);
    await store.close();
  });

  test('gives its snapshot back where nobody began to read it', async () => {
    const store = await Store.open(house.app.databaseUrl);
    const bundle = await exportBundle(store, { actor: 'operator' });
    expect(isLent(store)).toBe(true);
    await giveUp(bundle);
    expect(isLent(store)).toBe(false);
    expect(bundle.told).toBe(0);
    await store.close();
  });
});

describe('a person’s export', () => {
  test.each(['auditor', 'staff', 'observer', 'administrator'] as const)(
    'of %s tells what they may read, and holds',
    async (person) => {
      await house.signed();
      const lines = await house.exported(`${person}.ndjson`, '--as', house.world.emailOf(person));
      const client = await Client.signIn(house.app.url, house.world.emailOf(person));
      const readable: string[] = [];
      for (let cursor: string | undefined; ;) {
        const page = await client.get('/history', {
          limit: 200,
          order: 'ascending',
          ...(cursor && { cursor }),
        });
        const body = page.body as { rows: { id: string; index: number }[]; nextCursor: string | null };
        readable.push(...body.rows.map(({ id }) => id));
        if (!body.nextCursor) break;
        cursor = body.nextCursor;
      }
      const ids = told(lines).map(({ id }) => id);
      expect(ids.length).toBeGreaterThan(0);
      expect(readable.slice(0, ids.length)).toEqual(ids);
      const { code, verdict } = await house.verdictOn(`${person}.ndjson`, '--key', house.vkey);
      expect([code, verdict.outcome, verdict.faults]).toEqual([0, 'holds', []]);
      if (person !== 'auditor')
        expect(verdict.unproved.map(({ code: why }) => why)).toContain('outside-export');
    },
  );

  test('of one recommendation tells that alone, through the door as well', async () => {
    await house.signed();
    const client = await Client.signIn(house.app.url, house.world.emailOf('auditor'));
    const answer = await client
      .get('/log/bundle', { recommendationId: house.recommendationId })
      .buffer(true)
      .parse((response, done) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => done(null, text));
      });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain('application/x-ndjson');
    await writeFile(house.pathOf('one.ndjson'), answer.body as string);
    const entries = told(await house.linesOf('one.ndjson'));
    expect(entries.length).toBeGreaterThan(4);
    const { rows } = await house.app.store.pool.query<{ id: string }>(
      'select entry_id as id from leaf where recommendation_id = $1 order by index',
      [house.recommendationId],
    );
    expect(entries.map(({ id }) => id)).toEqual(rows.slice(0, entries.length).map(({ id }) => id));
    const { code, verdict } = await house.verdictOn('one.ndjson', '--key', house.vkey);
    expect([code, verdict.faults]).toEqual([0, []]);
  });

  test('of what they may not read is refused as if it were not there', async () => {
    const client = await Client.signIn(house.app.url, house.world.emailOf('strangersManager'));
    const { rows } = await house.app.store.pool.query<{ id: string }>(
      `select id from recommendation where confidentiality = 'confidential'`,
    );
    const answer = await client.get('/log/bundle', { recommendationId: rows[0]?.id ?? '' });
    expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });
});

describe('what was tampered with', () => {
  const tampered = async (change: (line: BundleLine, place: number) => BundleLine | null) => {
    const lines = await house.linesOf('all.ndjson');
    const changed = lines.flatMap((line, place) => change(line, place) ?? []);
    await writeFile(
      house.pathOf('tampered.ndjson'),
      changed.map((line) => `${JSON.stringify(line)}\n`).join(''),
    );
    return house.verdictOn('tampered.ndjson', '--key', house.vkey);
  };

  test('is refused at its place: an approval that another person gave', async () => {
    const lines = await house.linesOf('all.ndjson');
    const at = lines.findIndex((line) => line.type === 'entry' && line.canon.includes('"proposal.approved"'));
    const staff = house.world.people.staff;
    const { code, verdict } = await tampered((line, place) =>
      place === at && line.type === 'entry'
        ? { ...line, canon: line.canon.replace(/"actor":"[^"]+"/, `"actor":"${staff}"`) }
        : line,
    );
    expect(code).toBe(1);
    expect(verdict.faults[0]).toMatchObject({ line: at + 1, index: at - 1, code: 'illegal-step' });
    expect(verdict.faults.map(({ code: why }) => why)).toContain('root-differs');
  });

  test('is refused: an entry left out, an opening altered, a state made up', async () => {
    const without = await tampered((line, place) => (place === 5 ? null : line));
    expect(without).toMatchObject({ code: 1, verdict: { faults: [{ code: 'index-order', line: 6 }] } });
    const opened = await tampered((line) =>
      line.type === 'entry' && line.openings
        ? { ...line, openings: line.openings.map((opening) => ({ ...opening, value: 'Other words.' })) }
        : line,
    );
    expect(opened.verdict.faults[0]).toMatchObject({ code: 'opening-wrong' });
    const stated = await tampered((line) =>
      line.type === 'entry' && line.state ? { ...line, state: { ...line.state, version: 99 } } : line,
    );
    expect(stated.verdict.faults[0]).toMatchObject({ code: 'state-differs' });
  });

  test('is unusable: a file that is no bundle, a key that is none, a file that is not there', async () => {
    await writeFile(house.pathOf('letter.txt'), 'Dear auditor,\n');
    expect(await house.verify('letter.txt')).toMatchObject({ code: 2 });
    await writeFile(house.pathOf('bytes.ndjson'), Buffer.from([0xff, 0xfe, 0x0a]));
    expect(await house.verify('bytes.ndjson')).toMatchObject({
      code: 2,
      out: expect.stringContaining('not UTF-8'),
    });
    expect(await house.verify('all.ndjson', '--key', 'nonsense')).toMatchObject({
      code: 2,
      out: expect.stringMatching(/^This cannot be verified: 'nonsense' is no key: /),
    });
    expect(await house.verify('nowhere.ndjson')).toMatchObject({
      code: 2,
      out: expect.stringMatching(
        /^This cannot be verified: .*nowhere\.ndjson cannot be read: there is no such file\.$/,
      ),
    });
  });
});
