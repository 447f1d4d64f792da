import type { Event, ObjectType, StateOf } from '#contracts';
import type { Judge, JudgedStep } from '#ledger';
import { evolve } from '#workflow';

/** A judge that allows whatever changes what was there, and folds it: for tests of everything but the rules. */
export class FoldJudge implements Judge {
  private readonly states = new Map<string, StateOf[ObjectType] | null>();

  private sawRedacted = false;

  take({ entry, redacted }: JudgedStep): string | null {
    this.sawRedacted ||= redacted.length > 0;
    const { objectId, objectVersion, at } = entry;
    const { set, was } = entry.body as Pick<Event, 'set' | 'was'>;
    const before = this.states.get(objectId) ?? null;
    // Once an entry is outside the export, nothing is known of the object any more.
    const isKnown = (before?.version ?? 0) + 1 === objectVersion;
    this.states.set(objectId, isKnown ? evolve(before, { objectId, set }, { at, objectVersion }) : null);
    if (!isKnown) return null;
    if (!before || this.sawRedacted) return null;
    const strange = Object.entries(was).filter(
      ([field, value]) => JSON.stringify(before[field as keyof typeof before]) !== JSON.stringify(value),
    );
    if (strange.length === 0) return null;
    return `it changes ${strange.map(([field]) => field).join(', ')} from what was not there.`;
  }

  stateOf(objectId: string): unknown {
    return this.states.get(objectId);
  }

  finish(): { unproved: string[] } {
    return { unproved: [] };
  }
}
