import { join } from 'node:path';
import { Store } from '#store';
import { openBenchDatabase } from './database.js';
import { measureDelay } from './history/measure-delay.js';
import { measureHistory } from './history/measure-history.js';
import { MemoryWatch } from './measure/memory.js';
import { measurePush } from './measure/push.js';
import { measureWork } from './measure/requests.js';
import { measureStart } from './measure/start.js';
import { countStatements } from './measure/statements.js';
import { readOptions, type BenchOptions } from './options.js';
import { fullPace, quickPace, type Pace } from './pace.js';
import { signIn, type SignedIn } from './people.js';
import { keep, markdown, type Row } from './report.js';
import { crowdSize, departmentCount, emails } from './seed/cast.js';
import { seedDatabase } from './seed/seed-database.js';
import { startBare, startUphold } from './servers/child.js';
import { Changes } from './works/changes.js';
import type { WorkGround } from './works/work.js';
import { measureVerify } from './verify/measure-verify.js';
import { worksOn } from './works/works.js';

const options = readOptions(process.argv.slice(2));
const pace = options.isQuick ? quickPace : fullPace;
const { rows, statements } = await measure(options, pace);
const text = markdown(rows, statements, options.size);
console.log(`\n${text}`);
if (!options.isQuick && options.only.length === 0) await keep(text, options.size);

async function measure(options: BenchOptions, pace: Pace): Promise<{ rows: Row[]; statements: string[] }> {
  const { dataFolder, size } = options;
  // Verifying needs no database, and is measured before one is there to share the machine with.
  const verifying = isWanted(options, 'verify') ? [await measureVerify(pace.verifiedEntries, say)] : [];
  if (options.only.length === 1 && verifying.length === 1) return { rows: verifying, statements: [] };
  const database = await openBenchDatabase(dataFolder);
  const databaseUrl = database.isEmbedded ? undefined : database.url;
  let found: { rows: Row[]; statements: string[] };
  try {
    await seedDatabase(database.url, size, dataFolder);
    const store = await Store.open(database.url);
    try {
      found = await measureServers(store, options, pace);
    } finally {
      await store.close();
    }
  } finally {
    await database.stop();
  }
  if (isWanted(options, 'start')) found.rows.push(await measureStart(dataFolder, databaseUrl, pace.starts));
  found.rows.push(...verifying);
  return found;
}

async function measureServers(store: Store, options: BenchOptions, pace: Pace) {
  const ground = await groundOn(store);
  const changes = await Changes.over(ground);
  const { works: all, reads } = await worksOn(ground, changes);
  const works = all.filter(({ name }) => isWanted(options, name));
  // Before any worker runs, which would place the entries meanwhile.
  const rows = isWanted(options, 'history') ? await measureHistory(store.url, changes, pace) : [];
  const uphold = await startUphold(options.dataFolder, store.url, options.profileFolder);
  const bareHttp = await startBare('bare-http', { databaseUrl: store.url, reads });
  const bareLive = await startBare('bare-live');
  try {
    const memory = new MemoryWatch(uphold.pid);
    const alone: Row[] = [];
    for (const work of works) {
      say(work.name);
      const measured = await measureWork(work, { ours: uphold.url, bare: bareHttp.url }, pace);
      rows.push(measured.many);
      alone.push(measured.alone);
    }
    rows.push(...alone);
    if (isWanted(options, 'delay')) rows.push(...(await measureDelay(store, uphold.url, { changes, pace })));
    for (const sockets of isWanted(options, 'push') ? pace.sockets : []) {
      say(`push to ${sockets} sockets`);
      const cookies = await crowdCookies(store, sockets);
      rows.push(...(await measurePush({ ours: uphold.url, bare: bareLive.url }, { changes, cookies, pace })));
    }
    rows.push(await memory.stop());
    await uphold.stop();
    return { rows, statements: await countStatements(store, join(options.dataFolder, 'evidence'), works) };
  } finally {
    await Promise.all([uphold.stop(), bareHttp.stop(), bareLive.stop()]);
  }
}

async function groundOn(store: Store): Promise<WorkGround> {
  const departments = Array.from({ length: departmentCount }, (_, number) => number);
  const [director] = (await signIn(store, [emails.director])) as [SignedIn];
  return {
    store,
    director,
    staff: await signIn(
      store,
      departments.map((number) => emails.staffOf(number, 0)),
    ),
    managers: await signIn(store, departments.map(emails.managerOf)),
    today: new Date().toISOString().slice(0, 10),
  };
}

/** A session of its own for every socket. */
async function crowdCookies(store: Store, count: number): Promise<string[]> {
  const crowd = Array.from({ length: count }, (_, place) => emails.crowd(place % crowdSize));
  return (await signIn(store, crowd)).map(({ cookie }) => cookie);
}

function isWanted({ only }: BenchOptions, name: string): boolean {
  return only.length === 0 || only.includes(name);
}

function say(text: string): void {
  process.stdout.write(`bench: ${text}\n`);
}
