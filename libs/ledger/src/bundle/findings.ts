import { Consequences, type About } from './consequences.js';
import {
  faultsKept,
  redactionsKept,
  unusableCodes,
  type Fault,
  type FaultCode,
  type FoundRedaction,
  type HinderingCode,
  type Place,
  type Unproved,
  type Verdict,
} from './verdict.js';
import { faultWords, type FaultDetail } from './words.js';

/** Ends the reading: after this nothing more can be said. */
export class UnusableInput extends Error {
  override readonly name = 'UnusableInput';

  constructor(readonly fault: Fault) {
    super(fault.words);
  }
}

/** Gathers what is wrong, in the order in which it is met, and what stays unproved. */
export class Findings {
  private readonly own = new KeptFaults();
  private readonly following = new KeptFaults();
  private readonly hindrances: Fault[] = [];
  private readonly consequences = new Consequences();
  readonly unproved: Unproved[] = [];
  readonly redactions: FoundRedaction[] = [];
  redactionCount = 0;

  fault(code: FaultCode, place: Place, detail: FaultDetail = {}): void {
    const fault = faultOf(code, place, detail);
    if (unusableCodes.has(code)) throw new UnusableInput(fault);
    const kept = this.consequences.take(code) ? this.following : this.own;
    kept.add(fault, this.faultCount);
  }

  get faultCount(): number {
    return this.own.count + this.following.count;
  }

  /** Faults until the next call are of this entry; null after it. */
  look(about: About | null): void {
    this.consequences.look(about);
  }

  /** What was given beside the bundle does not fit it. */
  hinder(code: HinderingCode, detail: FaultDetail): void {
    this.hindrances.push(faultOf(code, {}, detail));
  }

  leaveUnproved(code: Unproved['code'], words: string): void {
    this.unproved.push({ code, words });
  }

  redacted(redaction: FoundRedaction): void {
    this.redactionCount += 1;
    if (this.redactions.length < redactionsKept) this.redactions.push(redaction);
  }

  /**
   * What the faults come to. Where the entries come to the signed root none of them was altered, so that each fault
   * is a wrong of its own.
   */
  told(isRootReached: boolean): Told {
    const { own, following, hindrances, faultCount } = this;
    if (faultCount === 0 && hindrances.length > 0) return { ...nothingFollows, ...unusableBy(hindrances) };
    for (const { code, words } of hindrances as (Fault & { code: HinderingCode })[])
      this.leaveUnproved(code, words);
    const isIncomplete = endsTooEarly(own.faults);
    if (faultCount === 0 || isRootReached)
      return {
        ...nothingFollows,
        outcome: faultCount > 0 ? 'broken' : 'holds',
        faults: own.with(following),
        faultCount,
        isIncomplete,
      };
    return {
      outcome: 'broken',
      faults: own.faults,
      faultCount: own.count,
      consequences: following.faults,
      consequenceCount: following.count,
      isIncomplete,
    };
  }
}

type Told = Pick<
  Verdict,
  'outcome' | 'faults' | 'faultCount' | 'consequences' | 'consequenceCount' | 'isIncomplete'
>;

const nothingFollows = { consequences: [], consequenceCount: 0, isIncomplete: false };

/** The verdict on what cannot be verified. */
export const unusableBy = (faults: Fault[]) => ({
  ...nothingFollows,
  outcome: 'unusable' as const,
  faults,
  faultCount: faults.length,
});

/** The first faults of a kind, and how many there were. */
class KeptFaults {
  count = 0;
  private readonly kept: { fault: Fault; order: number }[] = [];

  get faults(): Fault[] {
    return this.kept.map(({ fault }) => fault);
  }

  add(fault: Fault, order: number): void {
    this.count += 1;
    if (this.kept.length < faultsKept) this.kept.push({ fault, order });
  }

  /** Both, in the order in which they were met. */
  with(others: KeptFaults): Fault[] {
    const all = [...this.kept, ...others.kept].sort((one, other) => one.order - other.order);
    return all.slice(0, faultsKept).map(({ fault }) => fault);
  }
}

function faultOf(code: FaultCode, place: Place, detail: FaultDetail): Fault {
  const { expected, found } = detail;
  return {
    code,
    ...place,
    words: faultWords[code](detail),
    ...(expected !== undefined && { expected: String(expected) }),
    ...(found !== undefined && { found: String(found) }),
  };
}

/** A file that was cut off may end in the middle of a line. */
function endsTooEarly([first, second]: readonly Fault[]): boolean {
  const isCutOff = first?.code === 'line-form' && second?.code === 'truncated' && first.line === second.line;
  return isCutOff || first?.code === 'truncated';
}

/** "1 entry", "1,000 entries". */
export function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
