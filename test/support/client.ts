import { randomUUID } from 'node:crypto';
import request, { type Response, type Test } from 'supertest';
import {
  apiBase,
  commandPath,
  commands,
  plurals,
  type CommandName,
  type CommandRequest,
  type Me,
  type ObjectType,
  type Receipt,
} from '#contracts';
import { password } from './small-world.js';

/** A signed-in person at the HTTP doors. */
export class Client {
  private constructor(
    private readonly url: string,
    readonly cookie: string,
    readonly me: Me,
  ) {}

  /** Signs in; `from` is the address that a proxy which is trusted tells of. */
  static async signIn(url: string, email: string, secret = password, from?: string): Promise<Client> {
    const sent = request(url).post(`${apiBase}/session`).send({ email, password: secret });
    if (from !== undefined) sent.set('X-Forwarded-For', from);
    const answer = await sent;
    if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}: ${answer.text}`);
    const cookie = (answer.headers['set-cookie'] as unknown as string[])[0]?.split(';')[0] ?? '';
    return new Client(url, cookie, answer.body as Me);
  }

  /** The same session at another node. */
  at(url: string): Client {
    return new Client(url, this.cookie, this.me);
  }

  get(path: string, query: Record<string, string | number | readonly string[]> = {}): Test {
    return request(this.url).get(`${apiBase}${path}`).query(query).set('Cookie', this.cookie);
  }

  head(path: string): Test {
    return request(this.url).head(`${apiBase}${path}`).set('Cookie', this.cookie);
  }

  /** A changing request with cookie and CSRF token, nothing more. */
  send(method: 'post' | 'put' | 'delete', path: string): Test {
    return request(this.url)
      [method](`${apiBase}${path}`)
      .set('Cookie', this.cookie)
      .set('X-CSRF-Token', this.me.csrfToken);
  }

  /** Brings a file: the fields first, the file after them. */
  upload(
    path: string,
    fields: Record<string, string>,
    file: { name: string; bytes: string | Buffer },
    { key = randomUUID(), version }: { key?: string; version?: number } = {},
  ): Test {
    const sent = this.send('post', path).set('Idempotency-Key', key);
    if (version !== undefined) sent.set('If-Match', `"${version}"`);
    for (const [name, value] of Object.entries(fields)) sent.field(name, value);
    return sent.attach('file', Buffer.from(file.bytes as string), file.name);
  }

  /** Issues a command; `version` goes into If-Match, `key` into Idempotency-Key. */
  command<N extends CommandName>(
    name: N,
    input: CommandRequest<N>,
    { id, version, key = randomUUID() }: { id?: string; version?: number; key?: string } = {},
  ): Test {
    const sent = this.send('post', commandPath(name).replace(':id', id ?? '')).set('Idempotency-Key', key);
    if (version !== undefined) sent.set('If-Match', `"${version}"`);
    return sent.send(input);
  }

  /** Issues a command that must be accepted, on the version that the object has now unless another is named. */
  async must<N extends CommandName>(
    name: N,
    input: CommandRequest<N>,
    id?: string,
    seen?: number,
  ): Promise<Receipt> {
    const version = seen ?? (id ? await this.versionOf(commands[name].objectType, id) : undefined);
    const answer = await this.command(name, input, { ...(id && { id }), ...(version && { version }) });
    return accepted(answer);
  }

  /** The version that an object has now, of the types that can be read one by one. */
  async versionOf(objectType: ObjectType, id: string): Promise<number> {
    const answer = await this.get(`/${plurals[objectType]}/${id}`);
    return (answer.body as { version: number }).version;
  }

  /** Proposes a change of a recommendation as it stands now; answers the proposal's id. */
  async proposes(
    recommendationId: string,
    change: CommandRequest<'proposal.make'>['change'],
  ): Promise<string> {
    const version = await this.versionOf('recommendation', recommendationId);
    const receipt = accepted(await this.command('proposal.make', { recommendationId, change }, { version }));
    return receipt.objectId;
  }
}

/** The receipt of an accepted command; fails with the problem otherwise. */
export function accepted(answer: Response): Receipt {
  if (answer.status !== 200 && answer.status !== 201)
    throw new Error(`answered ${answer.status}: ${answer.text}`);
  return answer.body as Receipt;
}
