import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc, { type Arbitrary } from 'fast-check';
import { connect } from 'node:net';
import { problemCodes, Subscribe } from '#contracts';
import type { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { hideThings } from '../support/hidden-things.js';
import { LiveListener } from '../support/live-listener.js';
import { expectWholeLog } from '../support/record.js';
import { signedIn } from '../support/signed-in.js';
import { createSmallWorld } from '../support/small-world.js';
import { startApp, type TestApp } from '../support/start-app.js';
import { odd, oddNames, oddText } from './odd-values.js';

const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_124);
const numRuns = Number(process.env['FUZZ_INPUTS'] ?? 200);

describe(`frames of sockets, drawn from seed ${seed}`, () => {
  let app: TestApp;
  let as: Record<'observer' | 'manager', Client>;
  let ids: string[];
  let hidden: string;
  const open: LiveListener[] = [];
  beforeAll(async () => {
    app = await startApp();
    const world = await createSmallWorld(app.store);
    as = await signedIn(app, world, 'observer', 'manager');
    const things = await hideThings(world, as.manager, 'zugvogel');
    hidden = things.hidden.recommendation;
    ids = [world.reviewId, hidden, things.published.recommendation, ...Object.values(world.people)];
  }, 60_000);
  afterAll(async () => {
    for (const listener of open) listener.close();
    await app.settled();
    await expectWholeLog(app.store);
    await app.stop();
  });

  const listener = async (client: Client) => {
    const one = await LiveListener.connect(app.url, { cookie: client.cookie });
    open.push(one);
    return one;
  };
  /** What is larger than a frame may be cuts the line, which is tried by itself. */
  const isSmall = (sent: unknown) => Buffer.byteLength(JSON.stringify(sent) ?? '') < 12_000;
  const topic = (): Arbitrary<unknown> =>
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom('all', ...ids.flatMap((id) => [`review:${id}`, `recommendation:${id}`])),
      },
      { weight: 1, arbitrary: fc.uuid().map((id) => `recommendation:${id}`) },
      { weight: 1, arbitrary: odd },
    );
  const frame = (): Arbitrary<unknown> =>
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record(
          { topics: fc.array(topic(), { maxLength: 4 }), since: odd },
          { requiredKeys: ['topics'] },
        ),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          topics: fc.array(topic(), { maxLength: 3 }),
          since: fc.integer({ min: -2, max: 50 }),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(fc.constantFrom(...oddNames), odd).map(([name, value]) =>
          Object.fromEntries([
            ['topics', ['all']],
            [name, value],
          ]),
        ),
      },
      { weight: 1, arbitrary: odd },
    );

  test('are each answered, as the contract says or with a known refusal, and never with a fault', async () => {
    const told = await listener(as.observer);
    const property = fc.asyncProperty(
      fc.constantFrom('subscribe', 'unsubscribe'),
      frame().filter(isSmall),
      async (event, sent) => {
        const answer = await told.send(event, sent);
        if (answer.ok) {
          const asSent: unknown = JSON.parse(JSON.stringify(sent));
          const contract = event === 'subscribe' ? Subscribe : Subscribe.pick({ topics: true });
          expect(contract.safeParse(asSent).success).toBe(true);
          if (event === 'subscribe') expect(JSON.stringify(sent)).not.toContain(hidden);
        } else {
          expect(problemCodes).toContain(answer.code);
          expect(answer.code).not.toBe('internal-error');
          expect(answer.detail ?? '').not.toMatch(/zugvogel|node_modules|select .+ from/);
        }
      },
    );
    await fc.assert(property, { seed, numRuns });
    expect(told.told).toEqual([]);
  }, 120_000);

  test('of no known event, or without a wish to be answered, are passed over', async () => {
    const told = await listener(as.observer);
    const loose = told.socket as unknown as { emit(event: string, ...words: unknown[]): void };
    const reserved = /^(connect|connect_error|disconnect|disconnecting|newListener|removeListener)$/;
    const events = fc.sample(fc.tuple(oddText, fc.array(odd, { maxLength: 3 })).filter(isSmall), {
      seed,
      numRuns,
    });
    for (const [event, words] of events) if (!reserved.test(event)) loose.emit(event, ...words);
    for (const [, words] of events) loose.emit('subscribe', ...words);
    expect(await told.send('unsubscribe', { topics: ['all'] })).toEqual({ ok: true, answer: {} });
  }, 60_000);

  test('that are none, on lines that are none, cut their own line and nobody else’s', async () => {
    const other = await listener(as.manager);
    const large = await listener(as.observer);
    large.socket.emit('subscribe', { topics: ['x'.repeat(100_000) as never] }, () => undefined);
    await eventually(
      () => large.told,
      (told) => told.includes('disconnect'),
    );
    const { port } = new URL(app.url);
    const lines = fc.sample(fc.uint8Array({ maxLength: 400 }), { seed, numRuns: 30 });
    const upgrade = [
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
      'Host: 127.0.0.1',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      `Cookie: ${as.observer.cookie}`,
    ].join('\r\n');
    await Promise.all(
      lines.map(
        (bytes) =>
          new Promise<void>((resolve) => {
            const line = connect(Number(port), '127.0.0.1', () => line.write(`${upgrade}\r\n\r\n`));
            line.once('data', () => line.end(Buffer.from(bytes)));
            line.on('error', () => undefined);
            line.on('close', () => resolve());
            line.resume();
          }),
      ),
    );
    expect(await other.send('unsubscribe', { topics: ['all'] })).toEqual({ ok: true, answer: {} });
    await eventually(
      () => as.manager.get('/me').then(({ status }) => status),
      (status) => status === 200,
    );
  }, 60_000);
});
