/** Exit codes, by what kept a command from doing its work. */
export const exitCodes = {
  failed: 1,
  usage: 2,
  'port-in-use': 3,
  'disk-full': 4,
  'data-folder': 5,
  'database-unreachable': 6,
  'unsupported-platform': 7,
  cancelled: 130,
} as const;
export type TroubleKind = keyof typeof exitCodes;

/** A failure that was expected, worded for the person at the terminal. */
export class Trouble extends Error {
  override readonly name = 'Trouble';

  constructor(
    readonly kind: TroubleKind,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  get exitCode(): number {
    return exitCodes[this.kind];
  }
}
