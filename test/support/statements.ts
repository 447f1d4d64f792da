import type { ClientBase, Pool } from 'pg';

/** A statement as it was sent, and on which connection. */
export interface Statement {
  connection: number;
  /** Under which it is prepared, where it is. */
  name: string | undefined;
  text: string;
  values: unknown[];
}

/** Listens to what a pool sends to the database from now on. */
export function statementsOf(pool: Pool): Statement[] {
  const heard: Statement[] = [];
  const known = new Set<ClientBase>();
  pool.on('acquire', (client: ClientBase) => {
    if (known.has(client)) return;
    known.add(client);
    const connection = known.size;
    const send = client.query.bind(client) as (...parameters: unknown[]) => unknown;
    const listening = (...parameters: unknown[]) => {
      const [statement, values] = parameters as [string | Partial<Statement>, unknown];
      const given = typeof statement === 'string' ? { text: statement } : statement;
      const { text = '', name, values: own } = given;
      heard.push({ connection, name, text, values: own ?? (Array.isArray(values) ? values : []) });
      return send(...parameters);
    };
    client.query = listening as typeof client.query;
  });
  return heard;
}

const around = new Set(['begin', 'as-person', 'commit']);

/** The questions among what was sent, without the transactions that travel around them. */
export const questionsAmong = (sent: readonly Statement[]): Statement[] =>
  sent.filter(({ name }) => !around.has(name ?? ''));
