import type { PoolClient } from 'pg';
import { Refusal } from '#contracts';
import type { Store } from '../store.js';

/** So many wrong codes in a row cost nothing. */
const free = 5;
const delayMaxSeconds = 900;

/** Seconds to wait after so many wrong codes in a row: from the sixth on twice as long each time, up to 15 minutes. */
export const delayAfter = (failures: number): number =>
  failures <= free ? 0 : Math.min(delayMaxSeconds, 2 ** (failures - free - 1));

// The column rounds to milliseconds: rounded up, a time of now would be one to wait for.
const thisMillisecond = `date_trunc('milliseconds', clock_timestamp())`;

/** What came of a code: what it gave, or how many were wrong in a row. */
export type Paced<T> = { given: T } | { given: null; failures: number };

/**
 * Looks at a code of a person, on whatever node, one at a time: who tries many at once waits in a line, who tries
 * many in a row waits longer each time. What `look` writes is kept whether or not the code was right.
 */
export async function paced<T extends object>(
  store: Store,
  personId: string,
  look: (client: PoolClient) => Promise<T | null>,
): Promise<Paced<T>> {
  return store.transaction(async (client) => {
    const failed = await enter(client, personId);
    const given = await look(client);
    const failures = given ? 0 : failed + 1;
    await client.query(
      `update factor_pace set failures = $2, next_try_at = ${thisMillisecond} + make_interval(secs => $3)
       where person_id = $1`,
      [personId, failures, delayAfter(failures)],
    );
    return given ? { given } : { given: null, failures };
  });
}

/** Takes the person's place in the line; refused as long as the last failure is too young. */
async function enter(client: PoolClient, personId: string): Promise<number> {
  const { rows } = await client.query<{ failures: number; wait: number }>(
    `insert into factor_pace (person_id, failures, next_try_at) values ($1, 0, ${thisMillisecond})
     on conflict (person_id) do update set person_id = excluded.person_id
     returning failures, ceil(extract(epoch from next_try_at - clock_timestamp()))::int as wait`,
    [personId],
  );
  const { failures, wait } = rows[0] as { failures: number; wait: number };
  if (wait > 0)
    throw new Refusal('too-many-requests', `too many wrong codes: try again in ${wait} seconds`, {
      retryAfterSeconds: wait,
    });
  return failures;
}
