import { randomUUID } from 'node:crypto';
import { apiBase } from '#contracts';
import { csrfTokenOf, type Store } from '#store';
import { sessionCookie } from '../../../apps/api/src/session/cookie.js';

/** An answer with all that came: status, headers and body as one text, in which nothing may stand that is hidden. */
export interface Heard {
  status: number;
  text: string;
  /** Headers and body. */
  all: string;
}

/** Somebody at the doors. Connections are kept, for thousands of cases knock. */
export class Knocker {
  private constructor(
    private readonly url: string,
    readonly cookie: string,
    private readonly csrfToken: string,
  ) {}

  /** A session without the sign-in page, which has tests of its own. */
  static async of(url: string, store: Store, personId: string): Promise<Knocker> {
    const { token } = await store.sessions.open(personId, { methods: ['password'] });
    return new Knocker(url, `${sessionCookie}=${token}`, csrfTokenOf(token));
  }

  get(path: string): Promise<Heard> {
    return this.knock(path, { headers: { cookie: this.cookie } });
  }

  /** Issues a command, on a version where the object has one. */
  post(path: string, input: object, version?: number): Promise<Heard> {
    return this.knock(path, {
      method: 'POST',
      headers: { ...this.signed(version), 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
  }

  /** Brings a file: the fields first, the file after them. */
  upload(path: string, fields: Record<string, string>, word: string, version?: number): Promise<Heard> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob([word], { type: 'text/plain' }), `${word}.txt`);
    return this.knock(path, { method: 'POST', headers: this.signed(version), body: form });
  }

  private signed(version: number | undefined): Record<string, string> {
    return {
      cookie: this.cookie,
      'x-csrf-token': this.csrfToken,
      'idempotency-key': randomUUID(),
      ...(version !== undefined && { 'if-match': `"${version}"` }),
    };
  }

  private async knock(path: string, init: RequestInit): Promise<Heard> {
    const answer = await fetch(`${this.url}${apiBase}${path}`, init);
    const text = await answer.text();
    const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
    return { status: answer.status, text, all: `${headers}\n\n${text}`.toLowerCase() };
  }
}
