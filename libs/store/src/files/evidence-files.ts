import type { Readable } from 'node:stream';
import type { StoredFile } from '#contracts';

/** A file as it comes in. */
export interface IncomingFile {
  /** As the sender named it; never used as a path. */
  fileName: string;
  stream: Readable;
}

/**
 * Where the bytes of evidence are kept. The disk is one such place; an object store with the same four verbs is
 * another. Keys are made here, never by senders.
 */
export interface EvidenceFiles {
  /** Takes the bytes in, measuring them as they pass. Nothing stays behind when it fails. */
  receive(file: IncomingFile): Promise<StoredFile>;
  /** The bytes of a file that was received. */
  open(file: Pick<StoredFile, 'storageKey'>): Promise<Readable>;
  /** Forgets bytes that no record names. */
  discard(file: Pick<StoredFile, 'storageKey'>): Promise<void>;
  /** Keys of what was received before the time (ms since 1970), in their order: at most `limit`, from the one after `after`. */
  keysBefore(time: number, page: { after: string | null; limit: number }): Promise<string[]>;
}
