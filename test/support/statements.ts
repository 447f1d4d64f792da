import type { ClientBase, Pool } from 'pg';

/** A statement as it was sent, and on which connection. */
export interface Statement {
  connection: number;
  text: string;
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
      const [statement] = parameters as [string | { text: string }];
      heard.push({ connection, text: typeof statement === 'string' ? statement : statement.text });
      return send(...parameters);
    };
    client.query = listening as typeof client.query;
  });
  return heard;
}
