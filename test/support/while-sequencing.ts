import { figuresKeeperOf, sequencerOf, type Store } from '#store';

/** Does a piece of work while entries get their places and are counted, and fails with what went wrong behind it. */
export async function whileSequencing<T>(store: Store, work: () => Promise<T>): Promise<T> {
  const faults: unknown[] = [];
  const onFault = (fault: unknown) => faults.push(fault);
  const pumps = [sequencerOf, figuresKeeperOf].map((pumpOf) => pumpOf(store.pool, store.url, onFault));
  for (const pump of pumps) await pump.start();
  const result = await work().finally(() => Promise.all(pumps.map((pump) => pump.stop())));
  if (faults.length > 0) throw new AggregateError(faults, 'entries did not get their places');
  return result;
}
