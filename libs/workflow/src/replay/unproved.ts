/** What could not be judged, by why: the words for one, and for several. */
const reasons = {
  decision: [
    'decision on a recommendation whose proposal is not in this bundle',
    'decisions on recommendations whose proposals are not in this bundle',
  ],
  voided: [
    'voided proposal whose reason is not in this bundle',
    'voided proposals whose reasons are not in this bundle',
  ],
  report: [
    'verification decided where the report that it is about is not in this bundle, so that who took part in it cannot be told',
    'verifications decided where the reports that they are about are not in this bundle, so that who took part in them cannot be told',
  ],
  evidence: [
    'proposal that rests on evidence which is not in this bundle',
    'proposals that rest on evidence which is not in this bundle',
  ],
  delegation: [
    'decision on behalf of another where what that person lent is not in this bundle',
    'decisions on behalf of others where what they lent is not in this bundle',
  ],
  parent: [
    'entry about a recommendation that is not in this bundle',
    'entries about recommendations that are not in this bundle',
  ],
  mapping: [
    'right that was given by a mapping which is not in this bundle',
    'rights that were given by mappings which are not in this bundle',
  ],
  beginning: [
    'entry of an object whose history is not in this bundle from its beginning',
    'entries of objects whose history is not in this bundle from its beginning',
  ],
  founding: [
    'entry of the founding of the installation, which is not in this bundle',
    'entries of the founding of the installation, which is not in this bundle',
  ],
  consequence: [
    'step whose consequences are not in this bundle',
    'steps whose consequences are not in this bundle',
  ],
  broken: ['entry that follows a broken one', 'entries that follow broken ones'],
  end: [
    'consequence of the last steps that has no place in the log yet',
    'consequences of the last steps that have no place in the log yet',
  ],
} as const;

export type WhyUnproved = keyof typeof reasons;

/** Counts what could be said neither to be legal nor to be broken. */
export class Unproved {
  private readonly counts = new Map<WhyUnproved, number>();

  count(why: WhyUnproved, times = 1): void {
    if (times > 0) this.counts.set(why, (this.counts.get(why) ?? 0) + times);
  }

  /** A line for each reason, in plain words. */
  inWords(): string[] {
    return [...this.counts].map(([why, count]) => `${count} ${reasons[why][count === 1 ? 0 : 1]}`);
  }
}
