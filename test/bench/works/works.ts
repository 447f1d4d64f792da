import type { BareReads } from '../servers/bare-http.js';
import type { Changes } from './changes.js';
import { countsRead, itemRead, listReads, searchRead } from './reads.js';
import { shotsOf, type Work, type WorkGround } from './work.js';

/** Everything that is measured by requests, with the statements that the bare server must know for it. */
export async function worksOn(
  ground: WorkGround,
  changes: Changes,
): Promise<{ works: Work[]; reads: BareReads['reads'] }> {
  const lists = listReads(ground);
  const item = await itemRead(ground);
  const counts = countsRead(ground);
  const search = searchRead(ground);
  const works: Work[] = [
    { name: 'list', title: 'list of 50 under a scope, filtered and sorted', aim: 0.5, ...shotsOf(lists) },
    { name: 'item', title: 'one recommendation by id', aim: 0.4, ...shotsOf([item]) },
    {
      name: 'change',
      title: 'status change: history, hash chain, idempotency; bare: row update and audit insert',
      aim: 0.4,
      ours: () => changes.ours(),
      bare: () => changes.bare(),
    },
    { name: 'counts', title: 'counts by state; bare: a scan', aim: 2, ...shotsOf([counts]) },
    { name: 'search', title: 'search for a rare word; bare: an ILIKE scan', aim: 10, ...shotsOf([search]) },
  ];
  const reads = [...lists, item, counts, search].map(({ name, text, variants }) => {
    return [name, { text, variants: variants.map(({ values }) => values) }] as const;
  });
  return { works, reads: Object.fromEntries(reads) };
}
