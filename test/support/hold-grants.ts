import type { Actor, ActorGrant } from '#contracts';
import type { Store } from '#store';
import { idOf } from './sample-states.js';

/** Those from whom rights are borrowed: one for each loan, who holds nothing else. */
const lenders = Array.from({ length: 5 }, (_, place) => idOf(0x7e0 + place));

/**
 * Lets a person hold these rights and no others, past `commit`: what the database lets them read follows from them. A
 * right that is lent is held by a person made for it.
 */
export async function holdGrants(store: Store, { personId, grants }: Actor): Promise<void> {
  await store.pool.query('delete from delegation where to_id = $1 and from_id = any($2)', [
    personId,
    lenders,
  ]);
  await store.pool.query('delete from "grant" where person_id = any($1) and ended_at is null', [
    [personId, ...lenders],
  ]);
  await give(
    store,
    personId,
    grants.filter(({ lent, emergencyId }) => !lent && !emergencyId),
  );
  for (const [place, grant] of grants.filter(({ lent }) => lent).entries())
    await lend(store, personId, grant, lenders[place] ?? '');
}

async function give(store: Store, personId: string, grants: readonly ActorGrant[]): Promise<void> {
  await store.pool.query(
    `insert into "grant" (id, version, created_at, updated_at, head_hash, person_id, role, scope_type, scope_id, verifies)
     select gen_random_uuid(), 1, now(), now(), '', $1, role, "scopeType", "scopeId", bool_or(verifies)
     from jsonb_to_recordset($2) as held (role text, "scopeType" text, "scopeId" uuid, verifies boolean)
     group by role, "scopeType", "scopeId"`,
    [personId, JSON.stringify(grants)],
  );
}

async function lend(store: Store, personId: string, grant: ActorGrant, lenderId: string): Promise<void> {
  const { scopeType, scopeId, deeds } = grant.lent ?? { scopeType: 'installation', scopeId: null, deeds: [] };
  await store.pool.query(
    `insert into person (id, version, created_at, updated_at, head_hash, name, email, language, state, password_changes)
     values ($1::uuid, 1, now(), now(), '', 'Lender', $1::text || '@lender.example', 'en', 'active', 0) on conflict do nothing`,
    [lenderId],
  );
  await give(store, lenderId, [grant]);
  await store.pool.query(
    `insert into delegation (id, version, created_at, updated_at, head_hash, from_id, to_id, scope_type, scope_id,
       deeds, starts_at, ends_at)
     values (gen_random_uuid(), 1, now(), now(), '', $1, $2, $3, $4, $5, now() - interval '1 hour', now() + interval '1 day')`,
    [lenderId, personId, scopeType, scopeId, deeds],
  );
}
