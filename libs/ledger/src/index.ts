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
