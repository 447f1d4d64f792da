import {
  entryKinds,
  type EntryAction,
  type Event,
  type ObjectType,
  type RecommendationState,
} from '#contracts';
import { evolve } from '../evolve.js';
import { commandBehind, idForm, inputFault, type CommandBehind } from './command-behind.js';
import {
  Consequences,
  differenceFrom,
  differenceFromConsequence,
  farthest,
  missing,
  type Consequence,
} from './consequences.js';
import { decideAnew } from './decide-anew.js';
import { asShown, withRedacted } from './open-values.js';
import { ownFault } from './own-steps.js';
import { isProviders, personFault, providerFault } from './provider-steps.js';
import { mappingOf, recommendationOf, type AnyState } from './replayed-objects.js';
import type { ReplayedEntry } from './replayed-entry.js';
import { Seen } from './seen.js';
import { formFault, frameFault, isOccurrence } from './step-forms.js';
import { tableFault } from './table-allows.js';
import type { WhyUnproved } from './unproved.js';

/** One entry of the log, in the order of the log. */
export interface ReplayedStep {
  index: number;
  /** The parsed canonical bytes, with the body opened. */
  entry: Omit<ReplayedEntry, 'body'> & { body: object };
  /** Places of the body that were redacted, as JSON Pointers (RFC 6901). */
  redacted: readonly string[];
}

/** An entry that is judged, with what came before it. */
interface Step {
  index: number;
  entry: ReplayedEntry;
  before: AnyState | undefined;
}

/**
 * Judges a history: whether each step was legal, by the rules that decide commands. An entry is legal where there is
 * a command that `decide` answers, in the world as the entries before left it, with exactly what was recorded.
 *
 * Fed with every entry of a log it leaves nothing open. Of a part of a log, what depends on entries that are missing
 * is counted and told as unproved. Keeps the state of each object, and nothing of its entries.
 *
 * It does not judge who held which role when, nor whether a time is that of a clock.
 */
export class ReplayJudge {
  private readonly seen = new Seen();
  private readonly consequences = new Consequences();

  /** Judges the next entry. What is wrong with it, in plain words; null where it is legal or cannot be judged. */
  take({ index, entry, redacted }: ReplayedStep): string | null {
    this.seen.reach(index);
    const judged = redacted.length > 0 ? { ...entry, body: withRedacted(entry.body, redacted) } : entry;
    const frame = frameFault(judged as ReplayedEntry);
    if (frame) return `the entry is not legal: ${frame}`;
    const fault = this.faultOf(index, judged as ReplayedEntry);
    if (!fault) return null;
    if (!isOccurrence(entry.action)) this.seen.lose(entry.objectId, 'broken');
    return `'${entry.action}' is not legal: ${fault}`;
  }

  /** The state that the entries so far give an object, as readers see it; undefined where it cannot be told. */
  stateOf(objectId: string): unknown {
    return asShown(this.seen.objects.get(objectId));
  }

  /** What could not be judged, in plain words; empty where every step was. */
  finish(): { unproved: string[] } {
    for (const { index } of this.consequences.outstanding())
      this.seen.unproved.count(this.seen.isWholeSince(index) ? 'end' : 'consequence');
    return { unproved: this.seen.unproved.inWords() };
  }

  private faultOf(index: number, entry: ReplayedEntry): string | null {
    const consequence = this.consequences.claim(entry);
    const form = this.unsettled(this.consequences.overdueAt(index)) ?? formFault(entry);
    if (form || isOccurrence(entry.action)) return form;
    const { objectId } = entry;
    const why = this.seen.whyLost(objectId);
    if (why) return this.giveUp(objectId, why);
    const before = this.seen.objects.get(objectId);
    const step = { index, entry, before };
    const fault =
      this.continuityFault(step) ??
      (this.seen.whyLost(objectId)
        ? null
        : consequence
          ? differenceFromConsequence(consequence, entry)
          : this.commandFault(step));
    if (!fault && !this.seen.whyLost(objectId)) this.fold(step);
    return fault;
  }

  private fold({ entry, before }: Step): void {
    const { objectType, objectId, objectVersion, at, body } = entry;
    const event = { objectId, set: body.set as Event['set'] };
    const after = evolve<ObjectType>(before ?? null, event, { at, objectVersion });
    this.seen.objects.keep(objectType as ObjectType, after);
  }

  /** Whether the entry follows the one of its object before it. */
  private continuityFault({ entry, before }: Step): string | null {
    const { objectId, objectVersion, action, at, objectType } = entry;
    const version = before?.version ?? 0;
    if (objectVersion !== version + 1) {
      if (this.seen.isWhole)
        return `version ${objectVersion} of the ${objectType} follows version ${version}`;
      return this.giveUp(objectId, 'beginning');
    }
    if (entryKinds[action as EntryAction].creates === Boolean(before))
      return before ? `the ${objectType} began before` : `the ${objectType} never began`;
    if (before && at < before.updatedAt)
      return `it is dated ${at}, and the entry that it follows ${before.updatedAt}`;
    return null;
  }

  /** Judges an entry that follows from no other: the first of a command. */
  private commandFault(step: Step): string | null {
    const { entry, before } = step;
    const { objectId, action, body } = entry;
    const isFounding = action === 'installation.founded';
    if (entry.actor === null && !this.seen.isWhole && !isFounding && !isProviders(entry))
      return this.giveUp(objectId, 'founding');
    const command = commandBehind(action as EntryAction, body, before ?? {});
    const type = entry.objectType as ObjectType;
    const recommendationId = recommendationOf(type, objectId, before, command?.input ?? {});
    return (
      this.unsettled(this.consequences.before(objectId, recommendationId)) ??
      (command
        ? (this.doerFault(step, command) ??
          idForm(objectId, 'objectId') ??
          inputFault(command) ??
          ownFault(entry, before) ??
          this.ruleFault(step, command, recommendationId))
        : this.causeFault(step))
    );
  }

  private doerFault({ entry, before }: Step, command: CommandBehind): string | null {
    if (isProviders(entry)) return providerFault(entry, command, before);
    return this.actorFault(entry) ?? personFault(command);
  }

  private actorFault({ action, actor, onBehalfOf }: ReplayedEntry): string | null {
    const { isWhole, objects } = this.seen;
    if (action === 'installation.founded') {
      if (isWhole && !objects.isEmpty) return 'an installation is founded once, before everything else';
      return actor === null ? null : 'nobody founds an installation but its operator';
    }
    if (!isWhole) return null;
    if (actor === null) return 'nobody acts in it';
    const stranger = [actor, onBehalfOf].find((person) => person !== null && !this.seen.knows(person));
    return stranger === undefined ? null : `the log knows no person ${stranger}`;
  }

  /** Decides the command anew and compares what comes of it with what was recorded. */
  private ruleFault(step: Step, command: CommandBehind, recommendationId: string | undefined): string | null {
    const { entry, index } = step;
    const parent = recommendationId ? this.seen.objects.find('recommendation', recommendationId) : undefined;
    if (recommendationId && !parent && entry.objectType !== 'recommendation')
      return this.orphanFault(entry, recommendationId);
    if (parent && entry.at < parent.updatedAt)
      return `it is dated ${entry.at}, and its recommendation changed at ${parent.updatedAt}`;
    this.countUnseenReport(step, recommendationId);
    const mapping = mappingOf(command.input);
    if (mapping && !this.seen.objects.find('mapping', mapping)) return this.unmappedFault(entry, mapping);
    const decided = decideAnew(entry, command, this.seen);
    if (typeof decided === 'string') return decided;
    const [first, ...others] = decided;
    const difference = first ? differenceFrom(first, entry) : 'it changes nothing';
    if (difference) return difference;
    for (const event of others) this.consequences.expect({ event, index, cause: entry, recommendationId });
    return null;
  }

  private orphanFault({ objectId }: ReplayedEntry, recommendationId: string): string | null {
    const why = this.seen.whyLost(recommendationId);
    if (!why && this.seen.isWhole) return `the log knows no recommendation ${recommendationId}`;
    return this.giveUp(objectId, why ?? 'parent');
  }

  private unmappedFault({ objectId }: ReplayedEntry, mapping: string): string | null {
    const why = this.seen.whyLost(mapping);
    if (!why && this.seen.isWhole) return `the log knows no mapping ${mapping}`;
    return this.giveUp(objectId, why ?? 'mapping');
  }

  /** Judges a step that only ever follows from another one, where that other one was not seen. */
  private causeFault({ index, entry, before }: Step): string | null {
    const isVoided = entry.action === 'proposal.voided';
    if (this.seen.isWholeSince(index - farthest))
      return isVoided
        ? 'nothing in its request overtakes the proposal'
        : 'no approval of a proposal in its request leads to it';
    this.seen.unproved.count(isVoided ? 'voided' : 'decision');
    if (isVoided) {
      this.seen.lose(entry.objectId, 'voided');
      return null;
    }
    if (entry.action === 'recommendation.reported-implemented') this.seen.unseenReports.add(entry.objectId);
    return tableFault(entry, before as RecommendationState);
  }

  private countUnseenReport({ entry, before }: Step, recommendationId: string | undefined): void {
    if (!recommendationId || !this.seen.unseenReports.has(recommendationId)) return;
    const isVerification = (before as { change?: { transition?: unknown } } | undefined)?.change?.transition;
    if (isVerification === 'verify' && entry.action !== 'proposal.withdrawn')
      this.seen.unproved.count('report');
  }

  /** What is wrong where a consequence did not come in its time; not to be told where it may be in a gap. */
  private unsettled(consequence: Consequence | null): string | null {
    if (!consequence) return null;
    this.consequences.drop(consequence);
    if (this.seen.isWholeSince(consequence.index)) return missing(consequence);
    if (typeof consequence.event.objectId === 'string')
      this.seen.lose(consequence.event.objectId, 'consequence');
    this.seen.unproved.count('consequence');
    return null;
  }

  /** Counts the entry as unproved, and does not judge what comes after it of its object. */
  private giveUp(objectId: string, why: WhyUnproved): null {
    this.seen.unproved.count(why);
    this.seen.lose(objectId, why);
    return null;
  }
}
