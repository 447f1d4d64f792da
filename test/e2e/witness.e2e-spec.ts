import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createPrivateKey, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { checkpointText, parseVkey, readCheckpoint, signNote, type NoteSigner } from '#ledger';
import { exportPoint } from '#store';
import { sha256 } from '../support/bundle/keys.js';
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
  test('is held by every later export, and says of an earlier one that it ends before', async () => {
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
    const before = await house.verdictOn('all.ndjson', '--checkpoint', house.pathOf('kept.txt'));
    expect(before).toMatchObject({
      code: 2,
      verdict: { outcome: 'unusable', faults: [{ code: 'before-checkpoint' }] },
    });
    const words = await house.verify('all.ndjson', '--checkpoint', house.pathOf('kept.txt'));
    expect(words.out).toMatch(
      /before your checkpoint of \d+\. Export again\. If no export reaches \d+, entries/,
    );
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
    const [name, id] = key.split('+');
    expect(await house.verify('receipt.json', '--key', house.vkey)).toMatchObject({
      code: 2,
      out: expect.stringContaining(
        `It cannot be proved: it is signed by ${name}, key ${id}, which you did not give. Receipts are signed by a key of their own`,
      ),
    });
    expect(await house.verify('kept.txt', '--key', key)).toMatchObject({
      code: 2,
      out: expect.stringContaining('Checkpoints are signed by the key of the log'),
    });
    expect(await house.verify('later.ndjson', '--key', key)).toMatchObject({
      code: 2,
      out: expect.stringContaining(`${name} (key ${id}), signs receipts.`),
    });
  });
});

const servers: Server[] = [];
afterAll(() => servers.forEach((server) => server.close()));

/** The house's log as one sees it that shows another checkpoint than it should. */
async function logThatShows(note: string): Promise<string> {
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    if (path.endsWith('/log/checkpoint')) response.end(note);
    else
      void fetch(house.app.url + path).then(async (answer) => {
        response.statusCode = answer.status;
        response.end(await answer.text());
      });
  });
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The log's own key, as somebody has it who owns the computer. */
async function logSigner(): Promise<NoteSigner> {
  const [installation = ''] = await readdir(house.app.keysFolder);
  const text = await readFile(join(house.app.keysFolder, installation, 'checkpoint-1.key'), 'utf8');
  const seed = Buffer.from(text.split('\n')[0]?.split('+').slice(4).join('+') ?? '', 'base64').subarray(1);
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  return { vkey: parseVkey(sha256, house.vkey), sign: (message) => sign(null, message, key) };
}

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

  /** Looks at a log that must be refused; answers where the witness keeps what it was shown. */
  async function refuses(url: string, reason: RegExp): Promise<string> {
    const before = await readFile(house.pathOf('witness/checkpoint.txt'), 'utf8');
    const args = ['witness', '--log', url, '--dir', house.pathOf('witness'), '--once'];
    const left = await uphold(house.app.databaseUrl, ...args);
    expect(left).toMatchObject({ code: 1, err: expect.stringMatching(/^REFUSED: /) });
    expect(left.err).toMatch(reason);
    expect(await readFile(house.pathOf('witness/checkpoint.txt'), 'utf8')).toBe(before);
    return /kept in (\S+refused-\w+\.txt)/.exec(left.err)?.[1] ?? '';
  }

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

  test('refuses another log in the place of the first', async () => {
    const other = await startApp({ signs: true });
    try {
      await createSmallWorld(other.store);
      await signed(other);
      await refuses(other.url, /not signed by/);
    } finally {
      await other.stop();
    }
  });

  test('refuses loudly a log that was rolled back, and keeps what it showed', async () => {
    const old = await readFile(house.pathOf('kept.txt'), 'utf8');
    const evidence = await refuses(await logThatShows(old), /was rolled back/);
    expect(await readFile(evidence, 'utf8')).toBe(old);
  });

  test('refuses two histories of one length, and a longer one that does not hold the first', async () => {
    const newest = readCheckpoint(await readFile(house.pathOf('witness/checkpoint.txt'), 'utf8')).checkpoint;
    const signer = await logSigner();
    const root = new Uint8Array(32).fill(7);
    const other = signNote(checkpointText({ ...newest, root }), signer);
    await refuses(await logThatShows(other), /two different histories/);
    await house.world.draft();
    await house.signed();
    const { logSize } = await exportPoint(house.app.store.pool);
    const longer = signNote(checkpointText({ ...newest, size: logSize, root }), signer);
    await refuses(await logThatShows(longer), /history was rewritten/);
    expect(await look()).toMatchObject({ code: 0, out: expect.stringContaining('Cosigned') });
  });

  test('says that a log is not reached, without blaming it', async () => {
    const left = await uphold(
      house.app.databaseUrl,
      ...['witness', '--log', 'http://127.0.0.1:9', '--dir', house.pathOf('witness'), '--once'],
    );
    expect(left).toMatchObject({ code: 2, err: expect.stringContaining('cannot be reached') });
  });
});
