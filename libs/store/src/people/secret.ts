import { createHash, randomBytes } from 'node:crypto';

/** A secret that nobody guesses: 32 random bytes, base64url. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is kept of a secret: its SHA-256. Of 32 random bytes nothing slower is needed. */
export const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
