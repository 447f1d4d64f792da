import {
  faultsKept,
  redactionsKept,
  unusableCodes,
  type Fault,
  type FaultCode,
  type FoundRedaction,
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
  readonly faults: Fault[] = [];
  faultCount = 0;
  readonly unproved: Unproved[] = [];
  readonly redactions: FoundRedaction[] = [];
  redactionCount = 0;

  fault(code: FaultCode, place: Place, detail: FaultDetail = {}): void {
    const fault = { code, ...place, words: faultWords[code](detail) };
    if (unusableCodes.has(code)) throw new UnusableInput(fault);
    this.faultCount += 1;
    if (this.faults.length < faultsKept) this.faults.push(fault);
  }

  leaveUnproved(code: Unproved['code'], words: string): void {
    this.unproved.push({ code, words });
  }

  redacted(redaction: FoundRedaction): void {
    this.redactionCount += 1;
    if (this.redactions.length < redactionsKept) this.redactions.push(redaction);
  }

  get outcome(): Verdict['outcome'] {
    return this.faultCount > 0 ? 'broken' : 'holds';
  }
}

/** "1 entry", "1,000 entries". */
export function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
