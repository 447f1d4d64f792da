import { Refusal, type EvidenceState } from '#contracts';
import { changed, created } from '../events.js';
import { need, type World } from '../world.js';
import type { Rules } from './rule.js';

export const evidenceRules: Rules<
  'evidence.add-link' | 'evidence.add-file' | 'evidence.replace' | 'evidence.withdraw'
> = {
  'evidence.add-link': ({ objectId, input }, world, { actorId }) => {
    need(world, 'recommendation');
    return [
      created('evidence.added', objectId, {
        ...input,
        kind: 'link',
        file: null,
        addedById: actorId,
        state: 'current',
      }),
    ];
  },
  'evidence.add-file': ({ objectId, input }, world, { actorId }) => {
    need(world, 'recommendation');
    return [
      created('evidence.added', objectId, {
        ...input,
        kind: 'file',
        url: null,
        addedById: actorId,
        state: 'current',
      }),
    ];
  },
  'evidence.replace': ({ input: { file, reason } }, world) => {
    const evidence = replaceable(world);
    return [changed('evidence.replaced', evidence, { file }, { reason })];
  },
  'evidence.withdraw': ({ input }, world) => [
    changed('evidence.withdrawn', current(world), { state: 'withdrawn' }, input),
  ],
};

/** The item of evidence, where it is a file that was not withdrawn. */
export function replaceable(world: World): EvidenceState {
  const evidence = current(world);
  if (evidence.kind !== 'file') throw new Refusal('wrong-state', 'a link has no file to replace');
  return evidence;
}

/** The item of evidence, where it was not withdrawn. */
export function current(world: World): EvidenceState {
  const evidence = need(world, 'evidence');
  if (evidence.state !== 'current') throw new Refusal('wrong-state', 'the item was withdrawn');
  return evidence;
}
