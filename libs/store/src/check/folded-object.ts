import type { ObjectType, RecordType, StateOf } from '#contracts';

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
}
