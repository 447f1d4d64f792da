import { generateSecret, generateSync, generateURI } from 'otplib';
import { timingSafeEqual } from 'node:crypto';

/** Seconds for which a code holds (RFC 6238 section 4.1). */
const period = 30;
/** How many steps a clock may be off, either way (section 5.2). */
const drift = 1;

/** A fresh secret of 160 bits, in base32 (RFC 4226 section 4, R6). */
export const newTotpSecret = (): string => generateSecret({ length: 20 });

/** The secret as an `otpauth` address, for a QR code. */
export const totpUri = (secret: string, issuer: string, label: string): string =>
  generateURI({ issuer, label, secret, period });

/** The code of a moment, for tests and for comparing. Six digits, SHA-1: what every authenticator knows. */
export const totpCode = (secret: string, seconds: number): string =>
  generateSync({ secret, period, epoch: seconds });

/**
 * The time step whose code this is; null where it is none of the steps around now, or not later than the newest one
 * that was accepted: a code is good once (RFC 6238 section 5.2).
 *
 * @param now in seconds
 */
export function acceptedStep(
  secret: string,
  code: string,
  { now, lastStep }: { now: number; lastStep: number },
): number | null {
  const current = Math.floor(now / period);
  let accepted: number | null = null;
  for (let step = current - drift; step <= current + drift; step++) {
    const isRight = isSame(code, totpCode(secret, step * period));
    if (isRight && step > lastStep) accepted = step;
  }
  return accepted;
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
