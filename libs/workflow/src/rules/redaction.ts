import { redactionTargetsMax, Refusal, type RedactionState, type RedactionTarget } from '#contracts';
import { changed, created } from '../events.js';
import { effectivePersons } from '../segregation/separation.js';
import { need, type Moment, type World } from '../world.js';
import type { Rules } from './rule.js';

/** Taking words out of the record: asked for by one person, decided by another, never undone. */
export const redactionRules: Rules<'redaction.request' | 'redaction.approve' | 'redaction.reject'> = {
  'redaction.request': ({ objectId, input: { reason, ...asked } }, world, { actorId }) => {
    need(world, 'recommendation');
    mustSayWhatIsThere(asked.targets, sameWords(world));
    return [
      created(
        'redaction.requested',
        objectId,
        { ...asked, ...undecided, requestedById: actorId, state: 'requested' },
        { reason },
      ),
    ];
  },
  'redaction.approve': ({ input }, world, moment) => {
    const redaction = waiting(world, moment);
    const targets = sameWords(world);
    mustSayWhatIsThere(redaction.targets, targets);
    return [
      changed(
        'redaction.approved',
        redaction,
        { state: 'approved', ...decidedIn(moment), targets },
        {
          ...(input.reason && { reason: input.reason }),
        },
      ),
    ];
  },
  'redaction.reject': ({ input }, world, moment) => [
    changed('redaction.rejected', waiting(world, moment), { state: 'rejected', ...decidedIn(moment) }, input),
  ],
};

const undecided = { decidedById: null, decidedOnBehalfOfId: null } as const;

const decidedIn = ({ actorId, onBehalfOfId }: Moment) => ({
  decidedById: actorId,
  decidedOnBehalfOfId: onBehalfOfId,
});

/** The redaction, where it waits for a decision, and this person may give it as far as duties go. */
export function waiting(world: World, { actorId, onBehalfOfId }: Moment): RedactionState {
  const redaction = need(world, 'redaction');
  if (redaction.state !== 'requested')
    throw new Refusal('wrong-state', `the redaction is ${redaction.state}`);
  if (effectivePersons(actorId, onBehalfOfId).includes(redaction.requestedById))
    throw new Refusal('own-proposal', 'nobody decides on their own request, nor on behalf of who made it', {
      rule: 'segregation/redaction',
    });
  return redaction;
}

function sameWords(world: World): RedactionTarget[] {
  const places = need(world, 'sameWords');
  if (places.length <= redactionTargetsMax) return places;
  throw new Refusal('wrong-state', `the same was said in more than ${redactionTargetsMax} places`);
}

function mustSayWhatIsThere(asked: readonly RedactionTarget[], there: readonly RedactionTarget[]): void {
  const keys = new Set(there.map(({ entryId, path }) => `${entryId}${path}`));
  if (asked.every(({ entryId, path }) => keys.has(`${entryId}${path}`))) return;
  throw new Refusal('reference-not-found', 'targets names a place that holds nothing to redact', {
    fields: [{ field: 'targets', message: 'names a place that holds nothing to redact' }],
  });
}
