import {
  bundleLine,
  notesAtEnd,
  verifyBundle,
  type BundleLine,
  type BundleVerification,
  type Verdict,
} from '#ledger';
import { FoldJudge } from './fold-judge.js';
import { sha256, verifyEd25519 } from './keys.js';

/** Verifies the lines of a bundle as a file of them would be. */
export function verifiedLines(
  lines: readonly string[],
  options: Partial<BundleVerification> = {},
): Promise<Verdict> {
  return verifyBundle(inBatches(lines), {
    sha256,
    verifyEd25519,
    judge: new FoldJudge(),
    notesAhead: notesAtEnd(lines.slice(-8).join('\n')),
    ...options,
  });
}

export function verified(
  lines: readonly BundleLine[],
  options: Partial<BundleVerification> = {},
): Promise<Verdict> {
  return verifiedLines(lines.map(bundleLine), options);
}

async function* inBatches(lines: readonly string[]): AsyncGenerator<readonly string[]> {
  for (let at = 0; at < lines.length; at += 64) yield await Promise.resolve(lines.slice(at, at + 64));
}
