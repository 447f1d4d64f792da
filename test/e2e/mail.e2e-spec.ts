import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { CheckpointMail, type Language } from '#contracts';
import { askCheck, emergenciesToMail, forgetOldMails, sequenceBatch, Store } from '#store';
import { openPost, type Post } from '../../apps/worker/src/mail/post.js';
import type { Client } from '../support/client.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { issue } from '../support/issue-command.js';
import { MailServer } from '../support/mail-server.js';
import { signCheckpoint } from '../support/sign-checkpoint.js';
import { signedIn } from '../support/signed-in.js';
import { createSmallWorld, type SmallWorld } from '../support/small-world.js';
import { startApp, type TestApp } from '../support/start-app.js';
import { tamper } from '../support/tamper.js';

const from = 'Uphold <uphold@test.example>';
/** Links are not mailed here, so nothing of them can fail. */
const keepFault = (fault: unknown) => {
  throw fault;
};
const today = new Date().toISOString().slice(0, 10);

describe('the daily checkpoint by mail', () => {
  let server: MailServer;
  let database: TestDatabase;
  let store: Store;
  let world: SmallWorld;
  let post: Post;
  let note: string;
  beforeAll(async () => {
    server = await MailServer.start();
    database = await createTestDatabase();
    store = await Store.open(database.url);
    world = await createSmallWorld(store);
    while ((await sequenceBatch(store.pool)) > 0);
    await signCheckpoint(store.pool, { size: 5 });
    const { rows } = await store.pool.query<{ note: string }>('select note from checkpoint');
    note = rows[0]?.note ?? '';
    post = openPost(store, { smtpUrl: server.url, from }, keepFault);
  });
  afterAll(async () => {
    await post.close();
    await server.stop();
    await store.close();
    await database.drop();
  });
  beforeEach(async () => {
    server.arrived.length = 0;
    server.manner = 'takes';
    await store.pool.query('delete from mail; delete from checkpoint_mail');
  });

  const subscribe = async (person: 'auditor' | 'director', language: Language = 'en') => {
    const id = world.people[person];
    await store.pool.query('insert into checkpoint_mail (person_id) values ($1)', [id]);
    const { rows } = await store.pool.query<{ language: Language }>(
      'select language from person where id = $1',
      [id],
    );
    if (rows[0]?.language !== language) await speaks(person, language);
  };
  const speaks = async (person: 'auditor' | 'director', language: Language) => {
    const id = world.people[person];
    const version = await world.versionOf('person', id);
    await issue(store, await world.actor('administrator'), 'person.change', { language }, { id, version });
  };
  const states = async () => {
    const { rows } = await store.pool.query<{ state: string; fault: string | null; attempts: number }>(
      'select state, fault, attempts from mail order by made_at, id',
    );
    return rows;
  };
  /** Lets those that wait for another try wait no longer. */
  const patienceIsOver = () => store.pool.query(`update mail set state_at = now() where state = 'waiting'`);

  test('goes to who asked for it, in their language, with the checkpoint exactly as it was signed', async () => {
    await subscribe('auditor');
    await subscribe('director', 'ar');
    await post.sendCheckpoints();
    const [english, arabic] = ['auditor@test.example', 'director@test.example'].map((address) =>
      server.arrived.find(({ to }) => to === address),
    );
    expect(server.arrived).toHaveLength(2);
    expect(english?.subject).toBe(`Test installation: checkpoint of ${today}`);
    expect(arabic?.subject).toBe(`Test installation: نقطة التحقق ليوم ${today}`);
    for (const mail of [english, arabic]) expect(mail?.text.replaceAll('\r\n', '\n')).toContain(note);
    await speaks('director', 'en');
  });

  test('is made and sent once a day and person, whatever is retried', async () => {
    await subscribe('auditor');
    await Promise.all([post.sendCheckpoints(), post.sendCheckpoints()]);
    await post.sendCheckpoints();
    await post.send();
    expect(server.arrived).toHaveLength(1);
    expect(await states()).toEqual([{ state: 'sent', fault: null, attempts: 1 }]);
  });

  test('is tried again where the server refuses it for now, and not where it refuses it for good', async () => {
    await subscribe('auditor');
    server.manner = 'refuses-for-now';
    await post.sendCheckpoints();
    await post.send();
    expect(await states()).toMatchObject([{ state: 'waiting', attempts: 1 }]);
    await patienceIsOver();
    server.manner = 'refuses';
    await post.send();
    expect(await states()).toMatchObject([{ state: 'refused', attempts: 2 }]);
    await patienceIsOver();
    await post.send();
    expect(server.arrived).toEqual([]);
  });

  test('is tried again where there is no server, five times at most', async () => {
    await subscribe('auditor');
    const nowhere = openPost(store, { smtpUrl: 'smtp://127.0.0.1:9', from }, keepFault);
    await nowhere.sendCheckpoints();
    expect(await states()).toMatchObject([{ state: 'waiting', attempts: 1 }]);
    for (let times = 0; times < 5; times++) {
      await patienceIsOver();
      await nowhere.send();
    }
    await nowhere.close();
    expect(await states()).toMatchObject([{ state: 'refused', attempts: 5 }]);
  });

  test('is not sent again where nobody knows whether it arrived, and is shown so', async () => {
    await subscribe('auditor');
    server.manner = 'breaks-off';
    await post.sendCheckpoints();
    expect(await states()).toMatchObject([{ state: 'unknown', attempts: 1 }]);
    server.manner = 'takes';
    await patienceIsOver();
    await post.sendCheckpoints();
    expect(server.arrived).toHaveLength(1);
  });

  test('is given up where the process that sent it died', async () => {
    await subscribe('auditor');
    server.manner = 'refuses-for-now';
    await post.sendCheckpoints();
    await store.pool.query(`update mail set state = 'sending', state_at = now() - interval '20 minutes'`);
    server.manner = 'takes';
    await post.sendCheckpoints();
    expect(await states()).toMatchObject([{ state: 'unknown' }]);
    expect(server.arrived).toEqual([]);
  });

  test('is forgotten after a while, once its fate is settled', async () => {
    await subscribe('auditor');
    await post.sendCheckpoints();
    await store.pool.query(
      `insert into mail (id, key, person_id, subject, text, made_at, state)
       select gen_random_uuid(), 'old ' || old.state, person_id, '', '', now() - interval '91 days', old.state
       from mail cross join unnest(array['sent', 'waiting']) as old (state)`,
    );
    await forgetOldMails(store.pool);
    const { rows } = await store.pool.query<{ key: string }>('select key from mail order by made_at');
    expect(rows.map(({ key }) => key.split(':')[0])).toEqual(['old waiting', 'checkpoint']);
  });

  test('does not go to accounts that are closed', async () => {
    await subscribe('director');
    const id = world.people.director;
    const deactivate = async (name: 'person.deactivate' | 'person.reactivate') =>
      issue(
        store,
        await world.actor('administrator'),
        name,
        { reason: 'left' },
        { id, version: await world.versionOf('person', id) },
      );
    await deactivate('person.deactivate');
    await post.sendCheckpoints();
    expect(server.arrived).toEqual([]);
    await deactivate('person.reactivate');
  });

  test('news of emergency access goes once to everybody who may know of it, and says nothing of what it is about', async () => {
    const recommendationId = await world.issued({ title: 'The man with the blue boat' });
    const asked = { scopeType: 'recommendation', scopeId: recommendationId, hours: 2 } as const;
    const reason = 'Somebody is in danger.';
    const observer = await world.actor('observer');
    const { objectId: id } = await issue(store, observer, 'emergency-access.request', { ...asked, reason });
    const everybody = ['administrator', 'auditor', 'director', 'manager', 'observer'].map(
      (person) => `${person}@test.example`,
    );
    /** What a worker mails as soon as it starts. */
    const mailed = async () => {
      server.arrived.length = 0;
      const worker = openPost(store, { smtpUrl: server.url, from }, keepFault);
      await worker.start();
      const arrived = await eventually(
        () => Promise.resolve([...server.arrived]),
        (mails) => mails.length >= everybody.length,
      );
      await worker.close();
      return arrived;
    };
    const requested = await mailed();
    await issue(store, await world.actor('manager'), 'emergency-access.approve', {}, { id, version: 1 });
    const opened = await mailed();
    for (const [mails, subject] of [
      [requested, 'Test installation: emergency access was asked for'],
      [opened, 'Test installation: emergency access is open'],
    ] as const) {
      expect(mails.map(({ to }) => to).sort()).toEqual(everybody);
      expect(new Set(mails.map((mail) => mail.subject))).toEqual(new Set([subject]));
      expect(JSON.stringify(mails)).not.toMatch(/blue boat|danger|Observer Tester|R-1/);
    }
    expect(await emergenciesToMail(store.pool, 20)).toEqual([]);
  });
});

describe('mail at the doors', () => {
  let server: MailServer;
  let app: TestApp;
  let world: SmallWorld;
  let auditor: Client;
  beforeAll(async () => {
    server = await MailServer.start();
    app = await startApp({ mail: { smtpUrl: server.url, from }, isMailOn: true });
    world = await createSmallWorld(app.store);
    ({ auditor } = await signedIn(app, world, 'auditor'));
    await app.settled();
  });
  afterAll(async () => {
    await app.stop();
    await server.stop();
  });

  test('is asked for and ended by the person, and how the last one stands is shown', async () => {
    const read = async () =>
      CheckpointMail.parse((await auditor.get('/me/checkpoint-mail').expect(200)).body);
    expect(await read()).toEqual({ isSubscribed: false, last: null });
    for (let times = 0; times < 2; times++)
      expect((await auditor.send('put', '/me/checkpoint-mail').expect(200)).body).toMatchObject({
        isSubscribed: true,
      });
    await signCheckpoint(app.store.pool, { size: 5 });
    const post = openPost(app.store, { smtpUrl: server.url, from }, keepFault);
    await post.sendCheckpoints();
    await post.close();
    expect(await read()).toMatchObject({ isSubscribed: true, last: { day: today, state: 'sent' } });
    expect((await auditor.send('delete', '/me/checkpoint-mail').expect(200)).body).toMatchObject({
      isSubscribed: false,
    });
    expect((await auditor.get('/checks/plan').expect(200)).body).toMatchObject({ isMailOn: true });
  });

  test('tells auditors and administrators of an alarm, once', async () => {
    server.arrived.length = 0;
    await tamper(app.store.pool, `update review set title = 'Another title'`);
    for (let times = 0; times < 2; times++) {
      const { id } = await askCheck(app.store.pool, 'history-all');
      await eventually(
        async () =>
          (
            await app.store.pool.query('select 1 from check_run where id = $1 and finished_at is not null', [
              id,
            ])
          ).rowCount,
        (count) => count === 1,
      );
    }
    expect(server.arrived.map(({ to }) => to).sort()).toEqual([
      'administrator@test.example',
      'auditor@test.example',
    ]);
    expect(server.arrived[0]?.subject).toContain('ALARM');
    expect(server.arrived[0]?.text).toContain(
      `the row of review ${world.reviewId} is not what its history gives`,
    );
    expect(server.arrived[0]?.text).not.toContain('Another title');
  });
});
