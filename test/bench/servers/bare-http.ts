import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import pg from 'pg';
import { told, tellReady } from './told.js';

/** What the bare server is to read: a statement of each name, and the values with which it is run. */
export interface BareReads {
  databaseUrl: string;
  reads: Record<string, { text: string; variants: unknown[][] }>;
}

const { databaseUrl, reads } = await told<BareReads>();
// Times are passed on as PostgreSQL writes them: making dates of them would only slow this server down.
for (const type of [pg.types.builtins.TIMESTAMPTZ, pg.types.builtins.DATE])
  pg.types.setTypeParser(type, (text) => text);
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });

/** The least that can be written for the same work: `node:http`, `pg`, prepared statements, and nothing else. */
const server = createServer((request, response) => {
  const [, verb, name = '', variant] = (request.url ?? '').split('/');
  const answered = verb === 'read' ? read(name, Number(variant)) : change(name, request);
  answered.then(
    (answer) => reply(response, 200, answer),
    (fault: unknown) => reply(response, 500, { fault: String(fault) }),
  );
});
server.listen(0, '127.0.0.1', () => tellReady(server));

async function read(name: string, variant: number): Promise<unknown> {
  const { text = '', variants = [] } = reads[name] ?? {};
  const { rows } = await pool.query({ name, text, values: variants[variant] });
  return { rows };
}

async function change(id: string, request: IncomingMessage): Promise<unknown> {
  const asked = JSON.parse(await bodyOf(request)) as {
    implementation: string;
    reason: string;
    actorId: string;
  };
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query({
      name: 'update',
      text: `update bench.recommendation set implementation = $2, version = version + 1, updated_at = now()
        where id = $1 returning version`,
      values: [id, asked.implementation],
    });
    await client.query({
      name: 'audit',
      text: 'insert into bench.audit (actor_id, object_id, action, body) values ($1, $2, $3, $4)',
      values: [asked.actorId, id, asked.implementation, JSON.stringify(asked)],
    });
    await client.query('commit');
    return { id, version: (rows[0] as { version: number }).version };
  } finally {
    client.release();
  }
}

function reply(response: ServerResponse, status: number, answer: unknown): void {
  response
    .writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' })
    .end(JSON.stringify(answer));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
