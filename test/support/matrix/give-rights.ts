import { randomUUID } from 'node:crypto';
import { GiveGrant, type ActorScope } from '#contracts';
import type { Area, CastGrant } from './cast.js';
import type { MatrixHouse } from './house.js';

const reason = 'for the cases';

/** Gives somebody of the cast a right, in the way in which they are said to have it. */
export async function giveRight(
  house: MatrixHouse,
  name: string,
  grant: CastGrant,
  only = '',
): Promise<void> {
  const { lent, isEmergency } = grant;
  if (lent) return lend(house, name, { ...lent, scope: scopeOf(house, lent, only) });
  const scope = scopeOf(house, grant, only);
  return isEmergency ? open(house, name, scope) : give(house, name, grant, scope);
}

type Scope = Pick<ActorScope, 'scopeType' | 'scopeId'>;

function scopeOf({ ids }: MatrixHouse, { place }: Area, only: string): Scope {
  if (place === 'everything') return { scopeType: 'installation', scopeId: null };
  if (place === 'one recommendation') return { scopeType: 'recommendation', scopeId: only };
  return { scopeType: place.endsWith('review') ? 'review' : 'entity', scopeId: ids[place] ?? '' };
}

async function give(
  { does, personIds }: MatrixHouse,
  name: string,
  { role, isEnded }: CastGrant,
  scope: Scope,
): Promise<void> {
  const right = { personId: personIds.get(name) ?? '', role, ...scope, reason };
  const verifies = GiveGrant.safeParse({ ...right, verifies: true }).success;
  const id = await does('grant.give', { ...right, verifies }, { id: randomUUID(), by: 'founder' });
  if (isEnded) await does('grant.end', { reason }, { id, by: 'founder' });
}

async function lend(
  { does, personIds }: MatrixHouse,
  name: string,
  { by, deeds, scope }: NonNullable<CastGrant['lent']> & { scope: Scope },
): Promise<void> {
  const toId = personIds.get(name) ?? '';
  const endsAt = new Date(Date.now() + 7 * 86_400_000).toISOString();
  await does('delegation.give', { toId, ...scope, deeds: [...deeds], endsAt, reason }, { by });
}

async function open({ does }: MatrixHouse, name: string, scope: Scope): Promise<void> {
  const id = await does('emergency-access.request', { ...scope, hours: 4, reason }, { by: name });
  await does('emergency-access.approve', {}, { id, by: 'second' });
}
