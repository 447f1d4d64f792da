import type { Pool, PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg';
import { readerRole } from '../roles.js';
import { begin, commit, inTransaction } from '../transaction.js';
import { QuestionAfter } from './question-after.js';

/** What takes questions in the shape of pg: a reader, or the pool where nobody in particular asks. */
export interface Questions {
  query<R extends QueryResultRow = QueryResultRow>(
    question: string | QueryConfig,
    values?: unknown[],
  ): Promise<QueryResult<R>>;
}

/** What `reach_of` answers for a person, each in a setting that the policies look into. */
const places = [
  'answers',
  'works',
  'drafts',
  'owns',
  'observes',
  'audits',
  'administers',
  'reviews',
  'named_reviews',
  'takes_part',
  'known',
];

/** Has the database find out what a person reaches, and read as no more than that; for the transaction alone. */
const asPerson = (personId: string) => ({
  name: 'as-person',
  text: `select set_config('uphold.person', $1::text, true),
    ${places.map((place) => `set_config('uphold.${place}', ${place}::text, true)`).join(', ')},
    set_config('role', '${readerRole}', true) from reach_of($1::text::uuid)`,
  values: [personId],
});

/** Connections on which that statement is prepared. */
const knowing = new WeakSet<PoolClient>();

/** What a question came to, and whether the connection still is what it was. */
interface Asked<R extends QueryResultRow> {
  answer: PromiseSettledResult<QueryResult<R>>;
  isSound: boolean;
}

/** The first question of a connection, in a transaction that travels with it. */
async function askFirst<R extends QueryResultRow>(
  client: PoolClient,
  personId: string,
  question: QueryConfig,
): Promise<Asked<R>> {
  const [begun, known, answer, ended] = await Promise.allSettled([
    client.query(begin),
    client.query(asPerson(personId)).then(mustBeKept),
    client.query<R>(question),
    client.query(commit),
  ]);
  // After a question that failed, PostgreSQL takes `commit` for `rollback`; a connection that lost its place is left.
  const lost = [begun, known, ended].find((one) => one.status === 'rejected');
  if (lost) return { answer: lost, isSound: false };
  knowing.add(client);
  return { answer, isSound: true };
}

/** Every further one, which takes a third of the messages. */
function askAs<R extends QueryResultRow>(
  client: PoolClient,
  personId: string,
  question: QueryConfig,
): Promise<Asked<R>> {
  return new Promise((resolve) => {
    client.query(
      new QuestionAfter<R>(asPerson(personId), question, (fault, value, rowCount) => {
        if (fault) return resolve({ answer: { status: 'rejected', reason: fault }, isSound: true });
        if (rowCount !== 1)
          return resolve({ answer: { status: 'rejected', reason: unkept() }, isSound: false });
        resolve({ answer: { status: 'fulfilled', value }, isSound: true });
      }),
    );
  });
}

/** Has a transaction that has begun read for one person until it ends. */
export async function readFor(client: PoolClient, personId: string): Promise<void> {
  mustBeKept(await client.query(asPerson(personId)));
}

/** No answer is handed on that was not read under the policies. */
function mustBeKept({ rowCount }: QueryResult): void {
  if (rowCount !== 1) throw unkept();
}

const unkept = (): Error => new Error('the database did not say what this person reaches');

/**
 * Puts questions to the database for one person. It is not the pool: whatever is asked through it runs in a
 * transaction that the database itself keeps to what this person may read, whatever the statement says.
 */
export class Reader implements Questions {
  private constructor(
    private readonly pool: Pool,
    private readonly personId: string,
    private readonly lent: PoolClient | null = null,
  ) {}

  static over(pool: Pool, personId: string): Reader {
    return new Reader(pool, personId);
  }

  /** One question, in one round trip: what keeps it to the person travels with it. */
  async query<R extends QueryResultRow = QueryResultRow>(
    question: string | QueryConfig,
    values?: unknown[],
  ): Promise<QueryResult<R>> {
    if (this.lent) return this.lent.query<R>(question, values);
    const asked = typeof question === 'string' ? { text: question, values } : question;
    const client = await this.pool.connect();
    const { answer, isSound } = await (knowing.has(client)
      ? askAs<R>(client, this.personId, asked)
      : askFirst<R>(client, this.personId, asked));
    client.release(!isSound);
    if (answer.status === 'rejected') throw answer.reason;
    return answer.value;
  }

  /** Questions that belong together, in one transaction. */
  together<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
    if (this.lent) return work(this);
    return inTransaction(this.pool, async (client) => {
      const lent = new Reader(this.pool, this.personId, client);
      const [, result] = await Promise.all([readFor(client, this.personId), work(lent)]);
      return result;
    });
  }
}
