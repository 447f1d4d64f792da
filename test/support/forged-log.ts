import type { ReplayedStep } from '#workflow';
import { modelLife } from './model-life.js';

export interface Body {
  set: Record<string, unknown>;
  was: Record<string, unknown>;
  note: Record<string, unknown>;
}

const { log, proposals } = modelLife();
/** The honest history that the others are forged from, and its proposals by their transition. */
export { log as honestLog, proposals };

export const bodyOf = ({ entry }: ReplayedStep): Body => entry.body as Body;

/** Where the log holds this action about this object, or about any. */
export function placeOf(steps: readonly ReplayedStep[], action: string, objectId?: string): number {
  const place = steps.findIndex(
    ({ entry }) => entry.action === action && (objectId === undefined || entry.objectId === objectId),
  );
  if (place < 0) throw new Error(`there is no '${action}'`);
  return place;
}

/** The honest history with one entry forged. */
export function forged(
  action: string,
  objectId: string | undefined,
  forge: (step: ReplayedStep, all: ReplayedStep[]) => void,
): ReplayedStep[] {
  const copy = structuredClone(log);
  const step = copy[placeOf(copy, action, objectId)];
  if (step) forge(step, copy);
  return copy;
}

/** The honest history with the whole command of an entry forged: what it caused as well. */
export function forgedCommand(
  action: string,
  objectId: string | undefined,
  forge: (step: ReplayedStep) => void,
): ReplayedStep[] {
  return forged(action, objectId, ({ entry: { requestId } }, all) =>
    all.filter(({ entry }) => entry.requestId === requestId).forEach(forge),
  );
}

/** The honest history without an entry, its places closed up, and later versions of the object counted down. */
export function without(action: string, objectId?: string): ReplayedStep[] {
  const copy = structuredClone(log);
  const place = placeOf(copy, action, objectId);
  const [gone] = copy.splice(place, 1);
  for (const step of copy.slice(place)) {
    step.index -= 1;
    if (step.entry.objectId === gone?.entry.objectId) step.entry.objectVersion -= 1;
  }
  return copy;
}

/** The honest history with a copy of its last entry behind it, forged. */
export function followedBy(
  action: string,
  objectId: string | undefined,
  forge: (step: ReplayedStep) => void,
): ReplayedStep[] {
  const copy = structuredClone(log);
  const [last] = copy.slice(-1);
  const added = structuredClone(copy[placeOf(copy, action, objectId)]);
  if (!last || !added) throw new Error('an empty history');
  added.index = last.index + 1;
  added.entry.at = last.entry.at;
  added.entry.requestId = 'another';
  const versions = copy.filter(({ entry }) => entry.objectId === added.entry.objectId).length;
  added.entry.objectVersion = versions + 1;
  forge(added);
  return [...copy, added];
}

/** Has a proposal decided by somebody else, in the entry and in what it caused. */
export function decidedBy(transition: string, by: string): ReplayedStep[] {
  return forgedCommand('proposal.approved', proposals[transition], (step) => {
    step.entry.actor = by;
    const [decision] = (bodyOf(step).set['decisions'] ?? []) as { by: string }[];
    if (decision) decision.by = by;
  });
}

/** Has a proposal decided on behalf of somebody. */
export function decidedFor(transition: string, person: string): ReplayedStep[] {
  return forgedCommand('proposal.approved', proposals[transition], ({ entry }) => {
    entry.onBehalfOf = person;
  });
}

/** Has a proposal made on behalf of somebody. */
export function askedFor(transition: string, person: string): ReplayedStep[] {
  return forged('proposal.made', proposals[transition], ({ entry }) => {
    entry.onBehalfOf = person;
  });
}
