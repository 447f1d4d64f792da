import { randomUUID } from 'node:crypto';
import { apiBase, objectTypes } from '#contracts';
import { eventually } from '../support/eventually.js';
import { Client } from '../support/client.js';
import { hideThings } from '../support/hidden-things.js';
import { issue } from '../support/issue-command.js';
import { signedIn } from '../support/signed-in.js';
import { createSmallWorld, password, type SmallWorld } from '../support/small-world.js';
import { startApp, type TestApp } from '../support/start-app.js';
import { currentVersion, speakers, type Attempt, type Speaker } from './attempts.js';
import type { Operation } from './description.js';
import type { Secrets } from './judge.js';
import { Wire, type WireAnswer } from './send.js';
import type { Pools } from './values.js';

type Signed = Exclude<Speaker, 'nobody'>;
const everybody = speakers.filter((one): one is Signed => one !== 'nobody');

/** Those who may read everything in the house; to all others the canary is unknown. */
const mayReadHidden = new Set<Speaker>(['manager', 'director', 'auditor']);
const canary = 'zugvogel';
/** From where people sign in again: guesses come from elsewhere. */
const away = '192.0.2.1';
/** Places by number, each in a part of the network of its own, so that guesses do not wait for each other. */
const placeOf = (number: number) => `10.${(number >> 8) & 255}.${number & 255}.1`;
const note = 'a-question-of-ones-own';

/** Who may do these with what is hidden may rightly show it to others; it is to stay hidden. */
const opening = new Set([
  'recommendation.classify',
  'recommendation.assign',
  'replaceEvidence',
  'emergency-access.request',
]);

/** A running house with something of every kind in it, and everybody signed in to it. */
export class FuzzHouse {
  private readonly wire: Wire;
  private sent = 0;
  /** Guesses at one account would stand in line for minutes; the line has tests of its own. */
  private readonly clearing: NodeJS.Timeout;
  private clearingFault: Error | undefined;
  /** Sign-ins that are under way. */
  private readonly renewals = new Map<Signed, Promise<void>>();

  private constructor(
    readonly app: TestApp,
    private readonly world: SmallWorld,
    private readonly sessions: Record<Signed, Client>,
    private readonly hiddenIds: readonly string[],
  ) {
    this.wire = new Wire(app.url);
    this.clearing = setInterval(() => {
      app.store.pool.query('delete from sign_in_line').catch((fault: Error) => (this.clearingFault = fault));
    }, 100);
  }

  static async open(): Promise<FuzzHouse> {
    const app = await startApp({ signs: true, trustedProxies: ['127.0.0.0/8'] });
    const world = await createSmallWorld(app.store);
    const sessions = await signedIn(app, world, ...everybody);
    const hiddenIds = await furnish(world, sessions);
    await app.settled();
    return new FuzzHouse(app, world, sessions, hiddenIds);
  }

  async close(): Promise<void> {
    clearInterval(this.clearing);
    this.wire.close();
    await this.app.stop();
    if (this.clearingFault) throw this.clearingFault;
  }

  /** Identifiers that exist, but of those who speak here and of what they may do: they are to stay able to speak. */
  async pools({ id }: Operation): Promise<Pools> {
    await this.endEmergencies();
    const people = everybody.map((person) => this.world.people[person]);
    const spared = opening.has(id) ? [...people, ...this.hiddenIds] : people;
    const { rows } = await this.app.store.pool.query<{ type: string; ids: string[] }>(
      `select object_type as type, (array_agg(distinct object_id::text order by object_id::text))[1:60] as ids from entry
       where object_type = any($1) and not object_id = any($2)
         and object_id not in (select id from "grant" where person_id = any($2)) group by 1`,
      [objectTypes, spared],
    );
    const all = rows.flatMap(({ ids }) => ids);
    return { any: [...all, ...people], ...Object.fromEntries(rows.map(({ type, ids }) => [type, ids])) };
  }

  /** Nobody reads in an emergency what they are watched for not being told. */
  private async endEmergencies(): Promise<void> {
    const { store } = this.app;
    const text = `select id, version from emergency_access where state = 'approved' and ended_at is null`;
    const { rows } = await store.pool.query<{ id: string; version: number }>(text);
    for (const target of rows)
      await issue(store, await this.world.actor('director'), 'emergency-access.end', {}, target);
  }

  /** Cursors that a list gives out, to be spoilt. */
  async cursorsOf({ method, path, parameters }: Operation): Promise<string[]> {
    if (method !== 'get' || path.includes('{') || !parameters.some(({ name }) => name === 'cursor'))
      return [];
    const { text } = await this.ask('auditor', `${path}?limit=1`);
    const { next } = JSON.parse(text) as { next?: string | null };
    return next ? [next] : [];
  }

  secretsFrom(who: Speaker): Secrets {
    const others = everybody.filter((person) => person !== who).map((person) => this.sessions[person]);
    return {
      hidden: [...(mayReadHidden.has(who) ? [] : [canary]), ...(who === 'auditor' ? [] : [note])],
      credentials: [
        password,
        ...everybody.flatMap((person) => this.sessions[person].cookie.split('=')[1] ?? []),
        ...others.map(({ me }) => me.csrfToken),
      ],
    };
  }

  async send({ method }: Operation, { who, session, target, headers, body }: Attempt): Promise<WireAnswer> {
    const version = headers['If-Match'] === currentVersion && {
      'If-Match': await this.versionFor(target, body),
    };
    const answer = await this.wire.send({
      method,
      target,
      headers: {
        'X-Forwarded-For': placeOf(this.sent++),
        ...(who !== 'nobody' && sessionHeaders(this.sessions[who], session)),
        ...headers,
        ...version,
      },
      body: body?.bytes ?? null,
    });
    if (answer.status === 401 && who !== 'nobody' && session === 'whole') await this.renew(who);
    return answer;
  }

  private ask(who: Signed, path: string): Promise<WireAnswer> {
    const headers = sessionHeaders(this.sessions[who], 'whole');
    return this.wire.send({ method: 'get', target: `${apiBase}${path}`, headers, body: null });
  }

  /** Somebody whose session was ended by what was sent signs in again, once for all who noticed. */
  private async renew(who: Signed): Promise<void> {
    const renewal = this.renewals.get(who) ?? this.signInAnew(who);
    this.renewals.set(who, renewal);
    await renewal.finally(() => this.renewals.delete(who));
  }

  private async signInAnew(who: Signed): Promise<void> {
    if ((await this.ask(who, '/me')).status === 200) return;
    // Guesses at the same account stand in the same line, those from elsewhere do not.
    const email = this.world.emailOf(who);
    const signIn = () => Client.signIn(this.app.url, email, password, away).catch(() => null);
    const client = await eventually(signIn, (one) => one !== null, 90_000);
    if (client) this.sessions[who] = client;
  }

  /** The version of the object that a request is about: in its address, or the recommendation in its body. */
  private async versionFor(target: string, body: Attempt['body']): Promise<string> {
    const form = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;
    const id = form.exec(target)?.[0] ?? form.exec(body?.bytes.toString() ?? '')?.[0];
    if (!id) return '"1"';
    const text = 'select max(object_version) as version from entry where object_id = $1';
    const { rows } = await this.app.store.pool.query<{ version: number | null }>(text, [id]);
    return `"${rows[0]?.version ?? 1}"`;
  }
}

function sessionHeaders({ cookie, me }: Client, how: Attempt['session']): Record<string, string> {
  const headers = { Cookie: cookie, 'X-CSRF-Token': me.csrfToken };
  switch (how) {
    case 'whole':
      return headers;
    case 'no-token':
      return { Cookie: cookie };
    case 'wrong-token':
      return { ...headers, 'X-CSRF-Token': 'x'.repeat(43) };
    case 'no-cookie':
      return { 'X-CSRF-Token': me.csrfToken };
    case 'wrong-cookie':
      return { ...headers, Cookie: `${cookie.slice(0, -4)}xxxx; a="b; =; ${'c'.repeat(3000)}` };
  }
}

/** Something of every kind, in several states, some of it confidential, whose ids are answered. */
async function furnish(world: SmallWorld, as: Record<Signed, Client>): Promise<string[]> {
  const { hidden, published } = await hideThings(world, as.manager, canary);
  await world.draft();
  await world.issued({ confidentiality: 'public', themes: ['training'] });
  await world.accepted({ criticality: 'critical' });
  const started = await world.started({ leadEntityId: world.entities.lead });
  const link = { recommendationId: started, title: 'Minutes', url: 'https://example.org' };
  await as.staff.must('evidence.add-link', link);
  await as.staff.upload(
    '/evidence/files',
    { recommendationId: started, title: 'Notes' },
    { name: 'a.txt', bytes: 'Words.' },
  );
  const comment = await as.staff.must('comment.post', { recommendationId: started, text: 'A remark.' });
  await as.manager.must('comment.post', {
    recommendationId: started,
    text: 'Yes.',
    parentId: comment.objectId,
  });
  await as.manager.proposes(started, { transition: 'close-not-implemented', reason: 'No longer needed.' });
  for (const name of ['One', 'Another', 'A third']) {
    const email = `${name.toLowerCase().replace(' ', '-')}@test.example`;
    const { objectId } = await as.administrator.must('person.create', { name, email });
    const grant = {
      personId: objectId,
      role: 'staff',
      scopeType: 'installation',
      reason: 'for tests',
    } as const;
    await as.administrator.must('grant.give', grant);
  }
  await as.auditor
    .send('put', `/me/saved-queries/${randomUUID()}`)
    .send({ name: note, query: {} })
    .expect(200);
  return [...Object.values(hidden), published.evidence];
}
