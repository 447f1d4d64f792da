import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { HouseToExport, signed } from '../support/bundle/house-to-export.js';
import { Client } from '../support/client.js';
import { createSmallWorld } from '../support/small-world.js';
import { startApp } from '../support/start-app.js';
import { uphold } from '../support/terminal.js';

let house: HouseToExport;

beforeAll(async () => {
  house = await HouseToExport.build();
});
afterAll(() => house.leave());

describe('a kept checkpoint', () => {
  test('is held by every later export, and refuses an earlier one', async () => {
    await house.exported('all.ndjson');
    await house.world.draft();
    await house.signed();
    const checkpoint = (await Client.signIn(house.app.url, house.world.emailOf('auditor'))).get(
      '/log/checkpoint',
    );
    await writeFile(house.pathOf('kept.txt'), (await checkpoint).text);
    expect(await house.verify('kept.txt', '--key', house.vkey)).toMatchObject({ code: 0 });
    expect(await house.verify('kept.txt')).toMatchObject({ code: 2, out: expect.stringContaining('--key') });
    await house.world.draft();
    await house.signed();
    await house.exported('later.ndjson');
    const later = await house.verdictOn(
      'later.ndjson',
      '--checkpoint',
      house.pathOf('kept.txt'),
      '--key',
      house.vkey,
    );
    expect(later).toMatchObject({ code: 0, verdict: { proved: { oldCheckpoints: [expect.any(Number)] } } });
    const rolledBack = await house.verdictOn('all.ndjson', '--checkpoint', house.pathOf('kept.txt'));
    expect(rolledBack).toMatchObject({ code: 1, verdict: { faults: [{ code: 'rolled-back' }] } });
  });

  test('a receipt holds by itself, and not once it was altered', async () => {
    const editor = await Client.signIn(house.app.url, house.world.emailOf('editor'));
    const receipt = await editor.must('review.create', {
      code: 'another',
      title: 'Another review',
      date: '2026-01-01',
      commissionedBy: 'The board',
      summary: 'Short.',
    });
    const { rows } = await house.app.store.pool.query<{ vkey: string }>(
      `select vkey from log_key where purpose = 'receipt'`,
    );
    const key = rows[0]?.vkey ?? '';
    await writeFile(house.pathOf('receipt.json'), JSON.stringify(receipt));
    expect(await house.verify('receipt.json', '--key', key)).toMatchObject({
      code: 0,
      out: expect.stringContaining('review.created'),
    });
    await writeFile(
      house.pathOf('receipt.txt'),
      receipt.note?.replace('review.created', 'review.changed') ?? '',
    );
    expect(await house.verify('receipt.txt', '--key', key)).toMatchObject({ code: 1 });
    expect(await house.verify('receipt.json', '--key', house.vkey)).toMatchObject({ code: 1 });
  });
});

describe('a witness', () => {
  const look = (...more: string[]) =>
    uphold(
      house.app.databaseUrl,
      'witness',
      '--log',
      house.app.url,
      '--dir',
      house.pathOf('witness'),
      '--once',
      ...more,
    );

  test('cosigns a log that grows, with a key of its own', async () => {
    await house.signed();
    expect(await look('--name', 'witness.example/1', '--key', house.vkey)).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining('the first checkpoint seen'),
    });
    expect((await stat(house.pathOf('witness/witness.key'))).mode & 0o777).toBe(0o600);
    await house.world.draft();
    await house.signed();
    expect(await look()).toMatchObject({ code: 0, out: expect.stringContaining('which begin with the') });
    const key = (await readFile(house.pathOf('witness/witness-key.txt'), 'utf8')).trim();
    const cosigned = await house.verify('witness/checkpoint.txt', '--key', key, '--key', house.vkey);
    expect(cosigned).toMatchObject({ code: 0, out: expect.stringContaining('Cosigned on') });
    await house.exported('witnessed.ndjson');
    const checkpoint = house.pathOf('witness/checkpoint.txt');
    const { code } = await house.verdictOn(
      'witnessed.ndjson',
      '--checkpoint',
      checkpoint,
      '--key',
      house.vkey,
    );
    expect(code).toBe(0);
  });

  test('refuses loudly a log that was rolled back, and keeps what it showed', async () => {
    const old = await startApp({ signs: true });
    try {
      const there = await readFile(house.pathOf('witness/checkpoint.txt'), 'utf8');
      await createSmallWorld(old.store);
      await signed(old);
      const other = await uphold(
        old.databaseUrl,
        'witness',
        '--log',
        old.url,
        '--dir',
        house.pathOf('witness'),
        '--once',
      );
      expect(other).toMatchObject({ code: 1, err: expect.stringContaining('REFUSED') });
      expect(await readFile(house.pathOf('witness/checkpoint.txt'), 'utf8')).toBe(there);
      const kept = (await readdir(house.pathOf('witness'))).filter((name) => name.startsWith('refused-'));
      expect(kept).toHaveLength(1);
    } finally {
      await old.stop();
    }
  });

  test('says that a log is not reached, without blaming it', async () => {
    const left = await uphold(
      house.app.databaseUrl,
      ...['witness', '--log', 'http://127.0.0.1:9', '--dir', house.pathOf('witness'), '--once'],
    );
    expect(left).toMatchObject({ code: 2, err: expect.stringContaining('cannot be reached') });
  });
});
