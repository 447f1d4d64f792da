import type { Actor } from '#contracts';
import type { Reader, Store } from '#store';
import { requestBytes } from '../load/connection.js';
import type { Shots } from '../load/load.js';
import type { SignedIn } from '../people.js';

/** A piece of work that Uphold and a bare server do beside each other. */
export interface Work {
  name: string;
  title: string;
  /** Least ratio of answers a second, Uphold's to the bare server's. */
  aim: number;
  ours: Shots;
  bare: Shots;
}

/** What works are made of. */
export interface WorkGround {
  store: Store;
  /** Whose scopes are read under, a person of each department. */
  staff: readonly SignedIn[];
  managers: readonly SignedIn[];
  director: SignedIn;
  today: string;
}

/** A read that both servers answer: Uphold by its route, the bare server by a statement. */
export interface Read {
  name: string;
  text: string;
  variants: { path: string; cookie: string; values: unknown[] }[];
}

/** Reads as requests to Uphold and to the bare server, their variants asked for in turn. */
export function shotsOf(reads: readonly Read[]): Pick<Work, 'ours' | 'bare'> {
  return {
    ours: inTurn(
      reads.flatMap(({ variants }) =>
        variants.map(({ path, cookie }) => requestBytes('GET', path, { Cookie: cookie })),
      ),
    ),
    bare: inTurn(
      reads.flatMap(({ name, variants }) =>
        variants.map((_, place) => requestBytes('GET', `/read/${name}/${place}`)),
      ),
    ),
  };
}

function inTurn(requests: readonly Buffer[]): Shots {
  let place = 0;
  return () => ({ request: requests[place++ % requests.length] as Buffer });
}

/** The statement, with its values, by which the store answers a query: the query is put to a reader that only listens. */
export async function statementOf(
  actor: Actor,
  query: (reader: Reader, actor: Actor) => Promise<unknown>,
): Promise<{ text: string; values: unknown[] }> {
  const heard: { text: string; values: unknown[] }[] = [];
  const listening = {
    query: (asked: string | { text: string; values: unknown[] }, values: unknown[] = []) => {
      heard.push(typeof asked === 'string' ? { text: asked, values } : asked);
      return Promise.resolve({ rows: [], rowCount: 0 });
    },
  };
  await query(listening as unknown as Reader, actor);
  const [statement] = heard;
  if (!statement) throw new Error('the query asked nothing');
  return { text: statement.text, values: statement.values };
}
