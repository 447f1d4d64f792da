export { canonicalJson, NotCanonicalError, type CanonicalValue } from './canonical-json.js';
export { leafHash, nodeHash, toHex, fromHex, type Sha256 } from './hashing.js';
export { canonicalEntry, type EntryFields } from './entry.js';
export {
  commitmentOf,
  commitmentsIn,
  isOpeningOf,
  openedBody,
  redactedValueAt,
  sealedBody,
  type Sealing,
} from './commitment.js';
export { CompactRange, hashLength, type CompletedNode } from './tree/compact-range.js';
export {
  consistencyPlan,
  inclusionPlan,
  MissingNodesError,
  nodesNeeded,
  proofFrom,
  tileHeight,
  type NodeRange,
  type NodesOf,
  type ProofPlan,
} from './tree/proof-plan.js';
export { verifyConsistency, verifyInclusion, type Consistency, type Inclusion } from './tree/verify-proof.js';
export { receiptFormat, receiptKeyName, receiptText, type ReceiptStatement } from './receipt.js';
export * from './note/index.js';
export * from './bundle/index.js';
