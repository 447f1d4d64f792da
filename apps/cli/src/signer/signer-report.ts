import type { SignerStatus, ToldKey } from '#store';

/** How the signer stands, for the terminal. */
export function signerReport({ origin, folder, keys, last, logSize, refusal }: SignerStatus): string {
  return [
    `Log         ${origin}, ${logSize} entries`,
    `Keys in     ${folder}`,
    ...(keys.length === 0 ? ['            none yet; the first start of the signer makes them'] : []),
    ...keys.map(keyLine),
    `Signed last ${last ? `${last.size} entries` : 'nothing is remembered'}`,
    `State       ${refusal ? `REFUSES: ${refusal}` : 'signs'}`,
    ...(last && last.size > 0 ? ['', last.note.trimEnd()] : []),
  ].join('\n');
}

const keyLine = ({ purpose, vkey, until }: ToldKey): string =>
  `  ${purpose.padEnd(12)}${vkey}${until ? ` (until ${until})` : ''}`;
