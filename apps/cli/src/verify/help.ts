/** What `uphold verify` and the verifier in one file say of themselves. */
export const verifyHelp = `
Verifies, without a server or a database, a bundle (docs/BUNDLE-FORMAT.md), a saved receipt or a
checkpoint. Says what is proved, what is not, and where the first break is.

  --checkpoint <file>  a checkpoint that you kept: the history must hold it unchanged (may be repeated)
  --key <vkey>         a key that you trust, name+id+base64: it must have signed (may be repeated)
  --json               answer with JSON

Two keys sign: uphold/<id> the history (bundles and checkpoints), uphold/<id>/receipts the receipts.

Exit codes: 0 holds, 1 broken, 2 it cannot be verified with what was given, 130 cancelled.
`;
