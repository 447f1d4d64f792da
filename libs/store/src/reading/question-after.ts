import pg, { type QueryConfig, type QueryResult, type QueryResultRow } from 'pg';

/** What of the driver's connection a query writes to, beneath its published types. */
interface Wire {
  bind(message: { portal: string; statement: string; values: unknown[] }): void;
  execute(message: { portal: string; rows: number }): void;
}

/** The driver's query as one that is built upon: the steps that it takes, and the answers that it is handed. */
interface Steps<R extends QueryResultRow> {
  prepare(wire: Wire): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, wire: Wire): void;
  callback: (fault: Error | null, result: QueryResult<R>) => void;
}

const DriverQuery = pg.Query as unknown as new <R extends QueryResultRow>(
  question: QueryConfig & { queryMode: 'extended' },
  values: undefined,
  callback: Steps<R>['callback'],
) => Steps<R> & pg.Submittable;

/** A statement that the connection has prepared, with the values with which it runs. */
type Prepared = Required<Pick<QueryConfig, 'name' | 'values'>>;

/**
 * A question with another statement before it, as one message exchange: both are bound and executed before the one
 * `Sync`, up to which PostgreSQL takes them for one transaction (PostgreSQL's manual, 53.2.4: pipelining). Where the
 * first fails the question does not run, and what the first set for the transaction ends with the answer.
 */
export class QuestionAfter<R extends QueryResultRow> extends DriverQuery<R> {
  private rowsOfFirst = 0;
  private isFirstDone = false;

  /** @param callback is told the fault, or the question's answer and how many rows the first statement had */
  constructor(
    private readonly first: Prepared,
    question: QueryConfig,
    callback: (fault: Error | null, result: QueryResult<R>, rowsOfFirst: number) => void,
  ) {
    super({ ...question, queryMode: 'extended' }, undefined, (fault, result) =>
      callback(fault, result, this.rowsOfFirst),
    );
  }

  override prepare(wire: Wire): void {
    wire.bind({ portal: '', statement: this.first.name, values: this.first.values });
    wire.execute({ portal: '', rows: 0 });
    super.prepare(wire);
  }

  // Answers come in the order of the statements; of the first, how many rows it had is all that is asked.
  override handleDataRow(message: unknown): void {
    if (this.isFirstDone) super.handleDataRow(message);
    else this.rowsOfFirst += 1;
  }

  override handleCommandComplete(message: unknown, wire: Wire): void {
    if (this.isFirstDone) super.handleCommandComplete(message, wire);
    this.isFirstDone = true;
  }
}
