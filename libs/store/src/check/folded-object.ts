import type { ObjectType, RecordType, StateOf } from '#contracts';
import type { Version } from '../past/versions.js';

/** An object whose entries were all folded. */
export interface FoldedObject {
  objectType: RecordType;
  objectId: string;
  /** Null where an entry could not be read, so that nothing can be said of the row. */
  state: StateOf[ObjectType] | null;
  /** The same as of the index up to which figures are counted. */
  counted: StateOf[ObjectType] | null;
  version: number;
  /** Leaf hash of its newest entry, hex. */
  hash: string | null;
  index: number;
  /** The state that its newest entry began, as far as earlier states are kept; it ends when the next one begins. */
  standing: Version | null;
}
