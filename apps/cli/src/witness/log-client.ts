import { z } from 'zod';
import { apiBase, ConsistencyProof, LogKey, routes } from '#contracts';
import { Trouble } from '../trouble.js';

const patienceMs = 30_000;
const answerMax = 1_000_000;
const notFound = 404;

/** What a witness asks a log. */
export class LogClient {
  private readonly base: string;

  /** @param address of the installation, such as `https://uphold.example` */
  constructor(address: string) {
    if (!/^https?:$/.test(URL.canParse(address) ? new URL(address).protocol : ''))
      throw new Trouble(
        'usage',
        `${address} is no address of a log: it should look like https://uphold.example.`,
      );
    this.base = `${address.replace(/\/+$/, '')}${apiBase}`;
  }

  /** The newest checkpoint as a signed note; null before the first. */
  checkpoint(signal: AbortSignal): Promise<string | null> {
    return this.get(routes.checkpoint.path, signal);
  }

  /** Public keys of the log's checkpoints, as vkeys. */
  async keys(signal: AbortSignal): Promise<string[]> {
    const answer = z
      .object({ keys: z.array(LogKey) })
      .safeParse(await this.json(routes.logKeys.path, signal));
    if (!answer.success) throw this.strange('its keys');
    return answer.data.keys.filter(({ purpose }) => purpose === 'checkpoint').map(({ vkey }) => vkey);
  }

  /** The proof that one tree begins with the other, in hex; null where the log has none. */
  async consistency(from: number, to: number, signal: AbortSignal): Promise<string[] | null> {
    const answer = await this.json(`${routes.consistencyProof.path}?from=${from}&to=${to}`, signal);
    if (answer === null) return null;
    const proof = ConsistencyProof.safeParse(answer);
    return proof.success ? proof.data.path : null;
  }

  private async json(path: string, signal: AbortSignal): Promise<unknown> {
    const text = await this.get(path, signal);
    try {
      return text === null ? null : JSON.parse(text);
    } catch {
      throw this.strange(path);
    }
  }

  private async get(path: string, signal: AbortSignal): Promise<string | null> {
    const response = await fetch(`${this.base}${path}`, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
    }).catch((fault: Error) => {
      signal.throwIfAborted();
      throw new Trouble('usage', `The log at ${this.base} cannot be reached: ${reasonOf(fault)}.`);
    });
    const text = await response.text();
    // A log that cannot prove what is asked answers that the question is wrong.
    if (response.status === notFound || response.status === 400) return null;
    if (!response.ok) throw new Trouble('usage', `The log at ${this.base} answers ${response.status}.`);
    if (text.length > answerMax) throw this.strange(path);
    return text;
  }

  private strange(what: string): Trouble {
    return new Trouble(
      'usage',
      `The log at ${this.base} answers something else for ${what} than a log does.`,
    );
  }
}

function reasonOf(fault: Error): string {
  const { cause } = fault;
  if (fault.name === 'TimeoutError') return 'it does not answer in time';
  return cause instanceof Error && cause.message !== '' ? cause.message : fault.message;
}
