import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { liveNamespace } from '#contracts';
import { Connection, requestBytes } from '../load/connection.js';
import { median, quantiles, type Shot } from '../load/load.js';
import type { Arrivals, ClientsSetting } from '../live/clients.js';
import type { Pace } from '../pace.js';
import { milliseconds, ratioRow, type Row } from '../report.js';
import { forkProgram } from '../servers/child.js';
import type { Changes } from '../works/changes.js';
import type { Beside } from './requests.js';

const everyMs = 500;
/** How long the last change may take to arrive. */
const patienceMs = 2000;
const p99AimTimes = 2;
/** For how many sockets there is an aim. */
const aimedSockets = 1000;

interface Delivery {
  delivered: number;
  expected: number;
  p50: number;
  p99: number;
}

/** Time from sending a change to its arrival at every socket, beside a bare broadcast to as many. */
export async function measurePush(
  at: Beside,
  { changes, cookies, pace }: { changes: Changes; cookies: readonly string[]; pace: Pace },
): Promise<Row[]> {
  const ours: Delivery[] = [];
  const bare: Delivery[] = [];
  for (let round = 0; round < pace.rounds; round++) {
    const sockets = { cookies: [...cookies], topics: ['all'] };
    ours.push(
      await deliver({ url: at.ours, namespace: liveNamespace, ...sockets }, () => changes.ours(), pace),
    );
    bare.push(
      await deliver({ url: at.bare, namespace: '', cookies: sockets.cookies, topics: [] }, bareChange, pace),
    );
  }
  return rowsOf(cookies.length, ours, bare);
}

function rowsOf(sockets: number, ours: Delivery[], bare: Delivery[]): Row[] {
  const sum = (of: Delivery[], key: keyof Delivery) => of.reduce((total, one) => total + one[key], 0);
  const ratio = (key: 'p50' | 'p99') =>
    median(ours.map((one, round) => one[key] / (bare[round]?.[key] ?? Number.NaN)));
  const told = (of: Delivery[]) => {
    const middle = (key: 'p50' | 'p99') => milliseconds(median(of.map((one) => one[key])));
    return `p50 ${middle('p50')}, p99 ${middle('p99')}`;
  };
  const [arrived, expected] = [sum(ours, 'delivered'), sum(ours, 'expected')];
  const bound = sockets === aimedSockets ? { most: p99AimTimes } : null;
  return [
    ratioRow(
      `push to ${sockets} sockets, 2 changes/s: p99; bare: a broadcast without a store`,
      ratio('p99'),
      bound,
      {
        ours: told(ours),
        bare: told(bare),
      },
    ),
    {
      work: `push to ${sockets} sockets: delivered`,
      result: `${arrived} of ${expected}`,
      aim: 'all',
      isReached: arrived === expected,
      ours: '',
      bare: `${sum(bare, 'delivered')} of ${sum(bare, 'expected')}`,
    },
  ];
}

async function deliver(
  setting: ClientsSetting,
  change: () => Shot & { key: string },
  pace: Pace,
): Promise<Delivery> {
  const clients = forkProgram('live/clients');
  clients.send(setting);
  await once(clients, 'message');
  const connection = await Connection.open(setting.url);
  const sent = new Map<string, bigint>();
  for (let left = Math.ceil(pace.pushMs / everyMs); left > 0; left--) {
    const { request, learn, key } = change();
    sent.set(key, process.hrtime.bigint());
    const answer = await connection.send(request);
    if (answer.status !== 200) throw new Error(answer.head);
    learn?.(answer);
    await sleep(everyMs);
  }
  await sleep(Math.min(patienceMs, pace.pushMs));
  clients.send('arrivals');
  const [arrivals] = (await once(clients, 'message')) as [Arrivals];
  connection.close();
  clients.disconnect();
  await once(clients, 'exit');
  return deliveryOf(sent, arrivals, setting.cookies.length);
}

function deliveryOf(sent: ReadonlyMap<string, bigint>, arrivals: Arrivals, sockets: number): Delivery {
  const took = [...sent].flatMap(([key, at]) =>
    (arrivals[key] ?? []).map((time) => Number(BigInt(time) - at) / 1e6),
  );
  return { delivered: took.length, expected: sent.size * sockets, ...quantiles(took) };
}

/** A change as the bare server takes it: the same frame that Uphold would push. */
function bareChange(): Shot & { key: string } {
  const frame = {
    index: 500_000,
    objectType: 'recommendation',
    objectId: randomUUID(),
    version: 7,
    action: 'recommendation.held',
    reviewId: randomUUID(),
    recommendationId: randomUUID(),
  };
  return {
    request: requestBytes('POST', '/change', {}, JSON.stringify(frame)),
    key: `${frame.objectId}:${frame.version}`,
  };
}
