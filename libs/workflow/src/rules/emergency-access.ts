import { Refusal, type EmergencyAccessState } from '#contracts';
import { changed, created } from '../events.js';
import { need, type Moment, type World } from '../world.js';
import { mustExist } from './references.js';
import type { Rules } from './rule.js';

const hourMs = 3_600_000;

/** Reading in an emergency: asked for by one person, opened by another who is no deputy of the first, for a time. */
export const emergencyAccessRules: Rules<
  'emergency-access.request' | 'emergency-access.approve' | 'emergency-access.refuse' | 'emergency-access.end'
> = {
  'emergency-access.request': ({ objectId, input: { reason, ...asked } }, world, { actorId }) => {
    // Whoever asks to read one recommendation may not know of it: the answer is the same where there is none.
    if (asked.scopeType !== 'recommendation') mustExist(world, { scopeId: asked.scopeId });
    return [
      created(
        'emergency-access.requested',
        objectId,
        {
          ...asked,
          requestedById: actorId,
          state: 'requested',
          decidedById: null,
          startsAt: null,
          endsAt: null,
          endedAt: null,
        },
        { reason },
      ),
    ];
  },
  'emergency-access.approve': ({ input }, world, { at, actorId }) => {
    const access = waitingFor(actorId, world);
    if (world.areDeputies)
      throw new Refusal(
        'in-the-chain',
        'nobody opens access for whom they stand in for, or who stands in for them',
        {
          rule: 'segregation/emergency-access',
        },
      );
    mustExist(world, { scopeId: access.scopeId });
    const endsAt = new Date(Date.parse(at) + access.hours * hourMs).toISOString();
    const running = { state: 'approved', decidedById: actorId, startsAt: at, endsAt } as const;
    return [changed('emergency-access.approved', access, running, saying(input.reason))];
  },
  'emergency-access.refuse': ({ input }, world, { actorId }) => [
    changed(
      'emergency-access.refused',
      waitingFor(actorId, world),
      { state: 'refused', decidedById: actorId },
      input,
    ),
  ],
  'emergency-access.end': ({ input }, world, moment) => {
    const access = need(world, 'emergency-access');
    if (isOver(access, moment)) throw new Refusal('wrong-state', 'the emergency access is over');
    const ended = { state: 'ended', endedAt: moment.at } as const;
    return [changed('emergency-access.ended', access, ended, saying(input.reason))];
  },
};

const saying = (reason: string | null) => (reason ? { reason } : {});

function isOver({ state, endsAt }: EmergencyAccessState, { at }: Moment): boolean {
  if (state === 'approved') return endsAt !== null && endsAt <= at;
  return state !== 'requested';
}

function waitingFor(actorId: string, world: World): EmergencyAccessState {
  const access = need(world, 'emergency-access');
  if (access.state !== 'requested')
    throw new Refusal('wrong-state', `the emergency access is ${access.state}`);
  if (access.requestedById === actorId)
    throw new Refusal('own-proposal', 'nobody decides on their own request', {
      rule: 'segregation/emergency-access',
    });
  return access;
}
