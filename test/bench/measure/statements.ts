import pg from 'pg';
import { DiskEvidenceFiles, type Store } from '#store';
import { startApi } from '../../../apps/api/src/index.js';
import { Connection } from '../load/connection.js';
import type { Work } from '../works/work.js';

/** Statements that stand beside requests: the feed's reading, and the bell that is rung once for many commits. */
const beside = /^(entries-after|ring)$/;

/** Counts the SQL statements behind one request of each work, as lines of the results' second table. */
export async function countStatements(
  store: Store,
  filesFolder: string,
  works: readonly Work[],
): Promise<string[]> {
  const api = await startApi({
    store,
    files: new DiskEvidenceFiles(filesFolder),
    port: 0,
    host: '127.0.0.1',
    limits: null,
  });
  const ear = listen();
  const connection = await Connection.open(api.url);
  const lines: string[] = [];
  for (const { name, ours } of works) {
    for (let time = 0; time < 20; time++) {
      ear.heard.length = 0;
      const { request, learn } = ours();
      const answer = await connection.send(request);
      if (answer.status !== 200) throw new Error(`${name} answered ${answer.head}`);
      learn?.(answer);
    }
    lines.push(`| ${name} | ${ear.heard.filter((statement) => !beside.test(statement)).length} |`);
  }
  connection.close();
  ear.stop();
  await api.close();
  return lines;
}

/** Hears every statement that this process sends. */
function listen(): { heard: string[]; stop(): void } {
  const heard: string[] = [];
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    const [asked] = given as [string | { name?: string; text: string }];
    heard.push(typeof asked === 'string' ? asked : (asked.name ?? asked.text));
    return (query as (...given: unknown[]) => unknown).apply(this, given);
  } as typeof query;
  return { heard, stop: () => (pg.Client.prototype.query = query) };
}
