const hashLength = 32;
const firstRoom = 1024;

/** What is known of an object from the entries so far. */
export interface SeenObject {
  /** Where its hash is kept; -1 for none. */
  readonly place: number;
  version: number;
  index: number;
  /** Leaves outside the export before that entry. */
  leavesBefore: number;
  hasGap: boolean;
  hasState: boolean;
  /** It is something that happened, and has no state. */
  isOccurrence: boolean;
}

const unseen: SeenObject = {
  place: -1,
  version: 0,
  index: -1,
  leavesBefore: 0,
  hasGap: false,
  hasState: false,
  isOccurrence: false,
};
const gapFlag = 1;
const stateFlag = 2;
const occurrenceFlag = 4;

/** The newest entry of every object: some 60 bytes for each beside its identifier, however long the log. */
export class ObjectsSeen {
  private readonly places = new Map<string, number>();
  private versions = new Uint32Array(firstRoom);
  private indices = new Float64Array(firstRoom);
  private leaves = new Float64Array(firstRoom);
  private flags = new Uint8Array(firstRoom);
  private hashes = new Uint8Array(firstRoom * hashLength);

  get size(): number {
    return this.places.size;
  }

  /** The object as of its newest entry; of one that was not met before, nothing. */
  get(objectId: string): SeenObject {
    const place = this.places.get(objectId);
    if (place === undefined) return unseen;
    const flags = this.flags[place] ?? 0;
    return {
      place,
      version: this.versions[place] ?? 0,
      index: this.indices[place] ?? 0,
      leavesBefore: this.leaves[place] ?? 0,
      hasGap: (flags & gapFlag) !== 0,
      hasState: (flags & stateFlag) !== 0,
      isOccurrence: (flags & occurrenceFlag) !== 0,
    };
  }

  /** Leaf hash of the object's newest entry; valid until the next change. */
  hashAt(place: number): Uint8Array {
    return this.hashes.subarray(place * hashLength, (place + 1) * hashLength);
  }

  /** Moves an object on to its next entry. */
  set(objectId: string, seen: Omit<SeenObject, 'place'>, hash: Uint8Array): void {
    const place = this.places.get(objectId) ?? this.add(objectId);
    this.versions[place] = seen.version;
    this.indices[place] = seen.index;
    this.leaves[place] = seen.leavesBefore;
    this.flags[place] =
      (seen.hasGap ? gapFlag : 0) |
      (seen.hasState ? stateFlag : 0) |
      (seen.isOccurrence ? occurrenceFlag : 0);
    this.hashes.set(hash, place * hashLength);
  }

  /** How many objects have a gap in their history. */
  gaps(): number {
    let gaps = 0;
    for (let place = 0; place < this.places.size; place++) gaps += (this.flags[place] ?? 0) & gapFlag;
    return gaps;
  }

  /** How many objects have a whole history and came without a state. */
  withoutState(): number {
    let count = 0;
    for (let place = 0; place < this.places.size; place++) if (this.flags[place] === 0) count += 1;
    return count;
  }

  private add(objectId: string): number {
    const place = this.places.size;
    this.places.set(objectId, place);
    if (place === this.versions.length) this.grow();
    return place;
  }

  private grow(): void {
    const room = this.versions.length * 2;
    const moved = <T extends Uint8Array | Uint32Array | Float64Array>(old: T, bigger: T): T => {
      bigger.set(old);
      return bigger;
    };
    this.versions = moved(this.versions, new Uint32Array(room));
    this.indices = moved(this.indices, new Float64Array(room));
    this.leaves = moved(this.leaves, new Float64Array(room));
    this.flags = moved(this.flags, new Uint8Array(room));
    this.hashes = moved(this.hashes, new Uint8Array(room * hashLength));
  }
}
