import { LRUCache } from 'lru-cache';
import { digestOf } from './secret.js';

/** What a secret opens: it belongs to a person and runs until a time. */
export interface Opened {
  id: string;
  personId: string;
  /** RFC 3339. */
  expiresAt: string;
}

/**
 * What secrets open, read from the database and believed for a moment. What ended is dropped by `forget…` as soon as
 * this node hears of it; should word be lost, it is read again when the moment is over.
 */
export abstract class Remembered<T extends Opened> {
  private readonly known: LRUCache<string, T>;
  /** How often something was dropped from memory. */
  private endings = 0;

  constructor(rememberMs: number) {
    this.known = new LRUCache({ max: 20_000, ttl: rememberMs });
  }

  /** Reads what runs under the digest of a secret. */
  protected abstract read(digest: Buffer): Promise<T | null>;

  /** What a secret opens now, or null. */
  async of(secret: string): Promise<T | null> {
    const digest = digestOf(secret);
    const key = digest.toString('base64url');
    const opened = this.known.get(key) ?? (await this.load(digest, key));
    return opened && opened.expiresAt > new Date().toISOString() ? opened : null;
  }

  /** Drops what ended from memory. */
  forget(id: string): void {
    this.drop((opened) => opened.id === id);
  }

  /** Drops all of a person from memory; what still runs is read again. */
  forgetPerson(personId: string): void {
    this.drop((opened) => opened.personId === personId);
  }

  forgetAll(): void {
    this.drop(() => true);
  }

  private drop(isMeant: (opened: T) => boolean): void {
    this.endings += 1;
    for (const [key, opened] of this.known.entries()) if (isMeant(opened)) this.known.delete(key);
  }

  private async load(digest: Buffer, key: string): Promise<T | null> {
    const { endings } = this;
    const opened = await this.read(digest);
    // Where something ended while this was read, it may have been this.
    if (opened && endings === this.endings) this.known.set(key, opened);
    return opened;
  }
}
