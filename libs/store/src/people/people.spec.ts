import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Store } from '../store.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { eventually } from '../../../../test/support/eventually.js';
import { insertRows } from '../../../../test/support/insert-rows.js';
import { idOf } from '../../../../test/support/sample-states.js';
import { Actors } from './actors.js';
import { hashPassword, personByPassword } from './passwords.js';
import { csrfTokenOf, isCsrfToken, Sessions } from './sessions.js';

const recorded = { version: 1, createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z' };
const [pat, gone, bare] = [idOf(1), idOf(2), idOf(3)];
const secret = 'pässword of Pat';
const byPassword = { methods: ['password'], userAgent: 'a browser' } as const;
const everywhere = {
  ...recorded,
  scopeType: 'installation',
  scopeId: null,
  verifies: false,
  endsAt: null,
  endedAt: null,
  mappingId: null,
} as const;

describe('people', () => {
  let database: TestDatabase;
  let store: Store;

  beforeAll(async () => {
    database = await createTestDatabase();
    store = await Store.open(database.url);
    const person = (id: string, email: string, state: 'active' | 'deactivated' = 'active') =>
      ({ ...recorded, id, name: 'N', email, language: 'en', state, passwordChanges: 1 }) as const;
    await insertRows(store, 'person', [
      person(pat, 'pat@x.example'),
      person(gone, 'gone@x.example', 'deactivated'),
      person(bare, 'bare@x.example'),
    ]);
    const hash = await hashPassword(secret);
    for (const id of [pat, gone])
      await store.pool.query('insert into credential (person_id, password_hash) values ($1, $2)', [id, hash]);
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  describe('sign in', () => {
    test.each<[string, string, string, boolean]>([
      ['with address and password', 'pat@x.example', secret, true],
      ['however the address is written', ' PAT@X.example ', secret, true],
      ['however the accents are typed', 'pat@x.example', secret.normalize('NFD'), true],
      ['not with another password', 'pat@x.example', 'pässword of pat', false],
      ['not with none', 'pat@x.example', '', false],
      ['not with the hash of one', 'pat@x.example', '$argon2id$v=19$m=19456,t=2,p=1$AAAA$AAAA', false],
      ['not as somebody unknown', 'pit@x.example', secret, false],
      ['not with a closed account', 'gone@x.example', secret, false],
      ['not with an account that has no password yet', 'bare@x.example', secret, false],
      ['not with a trick', "' or ''='", secret, false],
    ])('%s', async (_case, email, password, isRight) => {
      expect(await personByPassword(store.pool, email, password)).toBe(isRight ? pat : null);
    });

    test('takes the same pains whether or not the address is known', async () => {
      const emails = ['pat@x.example', 'pit@x.example', 'gone@x.example'];
      const least = new Map(emails.map((email) => [email, Infinity]));
      for (let round = 0; round < 8; round++) {
        for (const email of emails) {
          const start = performance.now();
          await personByPassword(store.pool, email, 'a wrong password');
          least.set(email, Math.min(least.get(email) ?? 0, performance.now() - start));
        }
      }
      // Looking for the row alone would take less than a tenth of the time.
      const [known = 0, unknown, closed] = emails.map((email) => least.get(email));
      expect(unknown).toBeGreaterThan(known / 5);
      expect(closed).toBeGreaterThan(known / 5);
    });

    test('keeps argon2id hashes with the parameters that OWASP recommends, each with a salt of its own', async () => {
      const [one, two] = await Promise.all([hashPassword(secret), hashPassword(secret)]);
      expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
      expect(one).not.toBe(two);
    });
  });

  describe('a session', () => {
    test('runs from its opening to its close, and its token is kept nowhere', async () => {
      const { token, session } = await store.sessions.open(pat, byPassword);
      expect(await store.sessions.of(token)).toEqual(session);
      const kept = await store.pool.query('select * from session');
      expect(JSON.stringify(kept.rows)).not.toContain(token);
      await store.sessions.close(session.id);
      expect(await store.sessions.of(token)).toBeNull();
    });

    test.each(['', 'x', 'A'.repeat(43), "' or 1=1"])('of a made-up token %j there is none', async (token) => {
      expect(await store.sessions.of(token)).toBeNull();
    });

    test('of a closed account there is none', async () => {
      const { token } = await store.sessions.open(gone, byPassword);
      expect(await store.sessions.of(token)).toBeNull();
    });

    test('ends with its time, also in memory', async () => {
      const { token, session } = await store.sessions.open(pat, byPassword);
      await store.pool.query(
        `update session set expires_at = now() + interval '60 milliseconds' where id = $1`,
        [session.id],
      );
      expect(await store.sessions.of(token)).not.toBeNull();
      expect(
        await eventually(
          () => store.sessions.of(token),
          (one) => one === null,
          1000,
        ),
      ).toBeNull();
    });

    test('that ended elsewhere, and of whose end no word came, is believed for a moment only, however it is used', async () => {
      const sessions = new Sessions(store.pool, 80);
      const { token, session } = await sessions.open(pat, byPassword);
      expect(await sessions.of(token)).toEqual(session);
      await store.pool.query('delete from session where id = $1', [session.id]);
      expect(
        await eventually(
          () => sessions.of(token),
          (one) => one === null,
          1000,
        ),
      ).toBeNull();
    });

    test('that ends while it is looked up is not remembered', async () => {
      const sessions = new Sessions(store.pool);
      const { token, session } = await sessions.open(pat, byPassword);
      const lookedUp = sessions.of(token);
      sessions.forget(session.id);
      await lookedUp;
      await store.pool.query('delete from session where id = $1', [session.id]);
      expect(await sessions.of(token)).toBeNull();
    });

    test('is dropped with all others of its person', async () => {
      const { token } = await store.sessions.open(pat, byPassword);
      await store.sessions.of(token);
      await store.pool.query('delete from session where person_id = $1', [pat]);
      store.sessions.forgetPerson(idOf(9));
      expect(await store.sessions.of(token)).not.toBeNull();
      store.sessions.forgetPerson(pat);
      expect(await store.sessions.of(token)).toBeNull();
    });

    test('has a token against forgery that only its own secret makes', () => {
      const token = csrfTokenOf('secret');
      expect(isCsrfToken(token, 'secret')).toBe(true);
      expect([
        isCsrfToken(token, 'other'),
        isCsrfToken('', 'secret'),
        isCsrfToken(`${token}x`, 'secret'),
      ]).toEqual([false, false, false]);
    });
  });

  describe('an actor', () => {
    const [top, middle, bottom, beside] = [idOf(0x10), idOf(0x11), idOf(0x12), idOf(0x13)];
    beforeAll(async () => {
      const entity = (id: string, parentId: string | null) =>
        ({ ...recorded, id, name: id, acronym: null, kind: 'office', parentId }) as const;
      await insertRows(store, 'entity', [
        entity(top, null),
        entity(middle, top),
        entity(bottom, middle),
        entity(beside, top),
      ]);
      await insertRows(store, 'grant', [
        { ...everywhere, id: idOf(0x20), personId: pat, role: 'staff' },
        {
          ...everywhere,
          id: idOf(0x21),
          personId: pat,
          role: 'manager',
          scopeType: 'entity',
          scopeId: middle,
        },
        { ...everywhere, id: idOf(0x22), personId: pat, role: 'auditor', endedAt: recorded.createdAt },
        { ...everywhere, id: idOf(0x23), personId: gone, role: 'administrator' },
      ]);
    });

    test('has the grants that run, an entity spelled out to those below it', async () => {
      const { grants } = await new Actors(store.pool, store.rights).of(pat);
      expect(grants).toMatchObject([
        { role: 'staff', entityIds: [] },
        { role: 'manager', scopeId: middle, entityIds: [middle, bottom] },
      ]);
    });

    test('has none with a closed account, or where there is no such person', async () => {
      const actors = new Actors(store.pool, store.rights);
      expect([await actors.of(gone), await actors.of(idOf(9))]).toMatchObject([
        { grants: [] },
        { grants: [] },
      ]);
    });

    test('is read once, by however many, until it is dropped', async () => {
      const actors = new Actors(store.pool, store.rights);
      const [one, two] = await Promise.all([actors.of(pat), actors.of(pat)]);
      expect(one).toBe(two);
      actors.forget(pat);
      expect(await actors.of(pat)).not.toBe(one);
    });
  });
});
