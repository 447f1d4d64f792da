import type { BundleLine, FaultCode, NoteSigner, Verdict } from '#ledger';
import type { Dice } from '../random/dice.js';

/** A bundle that somebody tampered with, and what the verifier must say of it. */
export interface Mutation {
  lines: string[];
  /** What the first fault may be. */
  codes: readonly FaultCode[];
  /** `broken` without it, for what is a bundle at all. */
  outcome?: Verdict['outcome'];
  /** Leaf index to which the faults must lead: one of them stands there, or its span holds it. */
  index?: number;
  /** Line on which the first fault must stand. */
  line?: number;
  oldCheckpoints?: string[];
  /** The verifier is not given the key, as somebody who has none. */
  withoutKey?: boolean;
}

/** What a mutation is made of. */
export interface Original {
  lines: readonly BundleLine[];
  /** A bundle of another log, whose entries are as good. */
  foreign: readonly BundleLine[];
  /** An honest bundle of the same log when it was smaller. */
  smaller: readonly BundleLine[];
  signer: NoteSigner;
  /** Somebody else's key under the same name. */
  forger: NoteSigner;
}

export type Mutate = (original: Original, dice: Dice) => Mutation | null;
