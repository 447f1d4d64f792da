import request, { type Test } from 'supertest';
import { apiBase, NeedsFactor, type FactorProof } from '#contracts';
import { totpCode } from '#store';
import { Client } from './client.js';
import { password, type Person, type SmallWorld } from './small-world.js';
import { SoftwareAuthenticator } from './software-authenticator.js';
import type { TestApp } from './start-app.js';

/** A person with an authenticator: signed in, its secret, and the recovery codes that came with it. */
export interface WithTotp {
  client: Client;
  secret: string;
  codes: string[];
}

/** The code that an authenticator shows now. */
export const codeOf = (secret: string): string => totpCode(secret, Math.floor(Date.now() / 1000));

/** The doors of second factors, as pages of the installation knock at them. */
export class FactorDoors {
  /** Where the pages come from: passkeys know hosts by name alone. */
  readonly origin: string;

  constructor(
    private readonly app: TestApp,
    private readonly world: SmallWorld,
  ) {
    this.origin = app.url.replace('127.0.0.1', 'localhost');
  }

  post(path: string, body: object): Test {
    return request(this.origin).post(`${apiBase}/session${path}`).set('Origin', this.origin).send(body);
  }

  signIn(person: Person, secret = password): Test {
    return this.post('', { email: this.world.emailOf(person), password: secret });
  }

  client(person: Person): Promise<Client> {
    return Client.signIn(this.origin, this.world.emailOf(person));
  }

  async ticketOf(person: Person): Promise<string> {
    return NeedsFactor.strict().parse((await this.signIn(person).expect(200)).body).ticket;
  }

  show(ticket: string, proof: FactorProof): Test {
    return this.post('/second-factor', { ticket, proof });
  }

  async optionsFor(ticket?: string): Promise<Record<string, unknown>> {
    const answer = await this.post('/passkey-options', ticket ? { ticket } : {}).expect(200);
    return (answer.body as { options: Record<string, unknown> }).options;
  }

  /** Signs a person in who sets up an authenticator. */
  async withTotp(person: Person): Promise<WithTotp> {
    const client = await this.client(person);
    return { client, ...(await this.addTotp(client)) };
  }

  async addTotp(client: Client): Promise<Omit<WithTotp, 'client'>> {
    const { secret } = (await client.send('post', '/me/totp').expect(200)).body as { secret: string };
    const confirmed = await client
      .send('put', '/me/totp')
      .send({ code: codeOf(secret) })
      .expect(200);
    await this.forgetTries();
    return { secret, codes: (confirmed.body as { recoveryCodes: string[] }).recoveryCodes };
  }

  /** Has a signed-in person add a passkey. */
  async withPasskey(client: Client): Promise<SoftwareAuthenticator> {
    const device = new SoftwareAuthenticator();
    const { options } = (await client.send('post', '/me/passkeys/options').expect(200)).body as {
      options: unknown;
    };
    const passkey = device.make(options, { origin: this.origin });
    await client.send('post', '/me/passkeys').send({ name: 'A key', passkey }).expect(200);
    return device;
  }

  /** As if no code had been tried: time steps that were used, and lines in which wrong codes wait. */
  async forgetTries(): Promise<void> {
    await this.app.store.pool.query('update totp set last_step = -1; delete from factor_pace');
  }

  /** What was recorded of a person under an action, in order. */
  async told(action: string, person: Person): Promise<object[]> {
    const { rows } = await this.app.store.pool.query<{ body: object }>(
      `select canon::jsonb -> 'body' as body from entry where action = $1 and actor_id = $2 order by at, id`,
      [action, this.world.people[person]],
    );
    return rows.map(({ body }) => body);
  }
}
