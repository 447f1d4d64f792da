import { describeVerdict, type Section } from '#ledger';
import type { Say } from '../say.js';
import { receiptLines, type NoteVerdict } from './saved-note.js';
import type { FileVerdict } from './verify-file.js';

/** Exit codes of `uphold verify`. */
export const verifyExitCodes = { holds: 0, broken: 1, unproved: 2, unusable: 2 } as const;

/** Says what came out, in plain words or as JSON, and sets the exit code. */
export function tellVerdict({ kind, verdict }: FileVerdict, asJson: boolean, say: Say): void {
  say.exitCode = verifyExitCodes[verdict.outcome];
  if (asJson) {
    say.line(JSON.stringify({ kind, ...verdict }, null, 2));
    return;
  }
  const sections = kind === 'bundle' ? describeVerdict(verdict) : noteSections(verdict);
  for (const [place, { heading, lines }] of sections.entries()) {
    if (place > 0) say.line();
    say.line(heading);
    for (const line of lines) say.line(`  ${line}`);
  }
}

/** Says that nothing could be verified, for what was given: a verdict as well. */
export function tellUnusable(reason: string, asJson: boolean, say: Say): void {
  say.exitCode = verifyExitCodes.unusable;
  say.line(
    asJson
      ? JSON.stringify({ kind: null, outcome: 'unusable', fault: reason }, null, 2)
      : `This cannot be verified: ${reason}`,
  );
}

function noteSections({ kind, outcome, fault, receipt, checkpoint, ...rest }: NoteVerdict): Section[] {
  const named = kind === 'receipt' ? 'receipt' : 'checkpoint';
  if (outcome === 'unproved') return [{ heading: `This ${named} cannot be proved.`, lines: [fault ?? ''] }];
  if (outcome === 'broken') return [{ heading: `The ${named} is broken.`, lines: [fault ?? ''] }];
  const said = receipt
    ? receiptLines(receipt)
    : [`The log ${rest.origin} had ${checkpoint?.size} entries, with the root ${checkpoint?.root}.`];
  const signers = rest.signers.map(({ name, keyId, cosignedAt }) =>
    cosignedAt === null
      ? `Signed by ${name}, key ${keyId}, which you trust.`
      : `Cosigned on ${new Date(cosignedAt * 1000).toISOString()} by ${name}, key ${keyId}, which you trust.`,
  );
  return [
    { heading: `The ${named} holds.`, lines: [] },
    { heading: 'Proved', lines: [...said, ...signers] },
    { heading: 'Not proved', lines: rest.unproved },
  ];
}
