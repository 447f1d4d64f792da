import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Store } from '../store.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { insertRows } from '../../../../test/support/insert-rows.js';
import { idOf } from '../../../../test/support/sample-states.js';

const pat = idOf(1);
const byPassword = { methods: ['password'] } as const;

describe('a session', () => {
  let database: TestDatabase;
  let store: Store;
  beforeAll(async () => {
    database = await createTestDatabase();
    store = await Store.open(database.url);
    const at = '2026-01-01T00:00:00.000Z';
    const recorded = { version: 1, createdAt: at, updatedAt: at, language: 'en', state: 'active' } as const;
    await insertRows(store, 'person', [
      { ...recorded, id: pat, name: 'Pat', email: 'pat@x.example', passwordChanges: 1 },
    ]);
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  test('knows when and how its person signed in, and from which browser, of which a bounded part is kept', async () => {
    const by = { methods: ['password', 'totp'], userAgent: 'b'.repeat(1000) } as const;
    const { token, session } = await store.sessions.open(pat, by);
    expect(session.methods).toEqual(['password', 'totp']);
    expect(Date.parse(session.expiresAt) - Date.parse(session.authenticatedAt)).toBe(12 * 3_600_000);
    expect(await store.sessions.of(token)).toEqual(session);
    const kept = 'select length(user_agent) as length from session where id = $1';
    expect((await store.pool.query(kept, [session.id])).rows).toEqual([{ length: 300 }]);
  });

  test('is noted as seen when it is used, at most once a minute, and ends when it was not for two hours', async () => {
    const { sessions } = store;
    const { token, session } = await sessions.open(pat, byPassword);
    const seenBefore = async (interval: string) => {
      sessions.forgetAll();
      const text = `update session set last_seen_at = now() - $2::interval where id = $1 returning last_seen_at as at`;
      return (await store.pool.query<{ at: string }>(text, [session.id, interval])).rows[0]?.at;
    };
    const seen = async () => {
      const text = 'select last_seen_at as at from session where id = $1';
      return (await store.pool.query<{ at: string }>(text, [session.id])).rows[0]?.at;
    };
    const lately = await seenBefore('55 seconds');
    expect(await sessions.of(token)).not.toBeNull();
    expect(await seen()).toBe(lately);
    const before = await seenBefore('119 minutes');
    expect(await sessions.of(token)).not.toBeNull();
    expect(Date.parse((await seen()) ?? '')).toBeGreaterThan(Date.parse(before ?? '') + 118 * 60_000);
    const idle = await seenBefore('121 minutes');
    expect([await sessions.of(token), await seen()]).toEqual([null, idle]);
  });
});
