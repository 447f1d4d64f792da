export type { Judge, JudgedStep } from './judge.js';
export {
  brokenOff,
  bundleFormat,
  bundleLine,
  type BundleLine,
  type CheckpointLine,
  type EntryLine,
  type HeaderLine,
  type KeyLine,
  type LeafLine,
} from './lines.js';
export {
  faultCodes,
  hinderingCodes,
  type Fault,
  type FaultCode,
  type FoundRedaction,
  type Proved,
  type Unproved,
  type Verdict,
} from './verdict.js';
export {
  lineLengthMax,
  notesAtEnd,
  notText,
  verifyBundle,
  type BundleVerification,
} from './verify-bundle.js';
export { readCheckpoint, type SignedCheckpoint } from './signatures.js';
export { describeVerdict, faultSentence, type Section } from './describe.js';
