import { Agent, request } from 'node:http';

/** An answer as it came over the wire. */
export interface WireAnswer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  text: string;
}

export interface WireRequest {
  method: string;
  target: string;
  headers: Record<string, string>;
  body: Buffer | null;
}

const patienceMs = 60_000;

/** Sends requests exactly as they are written: nothing is escaped, completed or followed. */
export class Wire {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 24 });

  constructor(private readonly url: string) {}

  /** What the server answers; status 0 and the reason where it answers nothing. */
  async send(asked: WireRequest): Promise<WireAnswer> {
    try {
      return await this.sendOn(this.agent, asked);
    } catch (fault) {
      return { status: 0, headers: {}, text: String(fault) };
    }
  }

  private sendOn(agent: Agent | false, asked: WireRequest): Promise<WireAnswer> {
    const { method, target, headers, body } = asked;
    const { hostname, port } = new URL(this.url);
    const length = body ? { 'Content-Length': String(body.length) } : {};
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          agent,
          hostname,
          port,
          path: target,
          method: method.toUpperCase(),
          headers: { ...headers, ...length },
          timeout: patienceMs,
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              headers: answer.headers,
              text: Buffer.concat(chunks).toString(),
            }),
          );
        },
      );
      sent.on('timeout', () => sent.destroy(new Error(`no answer within ${patienceMs} ms`)));
      // A kept connection may be closed by the server just as it is used again, which is nobody's fault.
      sent.on('error', (fault) => (sent.reusedSocket ? resolve(this.sendOn(false, asked)) : reject(fault)));
      sent.end(body ?? undefined);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
