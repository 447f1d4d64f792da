import { describeVerdict, type Section } from '#ledger';
import type { Say } from '../say.js';
import { receiptLines, type NoteVerdict } from './saved-note.js';
import type { FileVerdict } from './verify-file.js';

/** Exit codes of `uphold verify`. */
export const verifyExitCodes = { holds: 0, broken: 1, unusable: 2 } as const;

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

function noteSections({ kind, outcome, fault, receipt, checkpoint, ...rest }: NoteVerdict): Section[] {
  const named = kind === 'receipt' ? 'receipt' : 'checkpoint';
  if (outcome === 'unusable') return [{ heading: `This ${named} cannot be verified.`, lines: [fault ?? ''] }];
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
