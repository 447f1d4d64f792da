/** What kept the embedded database from starting, for programs that must tell the cases apart. */
export const embeddedPostgresErrorCodes = [
  'data-folder-broken',
  'disk-full',
  'port-in-use',
  'data-folder-in-use',
  'unsupported-platform',
  'not-ready',
] as const;

/** One of the reasons for which the embedded database does not start. */
export type EmbeddedPostgresErrorCode = (typeof embeddedPostgresErrorCodes)[number];

/** A refusal to start or keep the embedded database, worded for the person at the terminal. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';

  constructor(
    readonly code: EmbeddedPostgresErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const systemErrorCode = (error: unknown): string | undefined =>
  // Not by instanceof: Node's own errors come from another realm where tests run in one of their own.
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

/** Whether a system call failed with one of these codes, such as ENOENT. */
export function failedWith(error: unknown, ...codes: string[]): boolean {
  return codes.includes(systemErrorCode(error) ?? '');
}

const folderReasons: Record<string, string> = {
  EACCES:
    'Uphold is not allowed to use it. Choose another data folder, or give the current user the right to it.',
  EPERM:
    'Uphold is not allowed to use it. Choose another data folder, or give the current user the right to it.',
  EROFS: 'The disk is read-only. Choose a data folder on a disk that can be written.',
  ENOTDIR: 'A part of that path is a file. Choose another data folder.',
  EEXIST: 'A part of that path is a file. Choose another data folder.',
  ENAMETOOLONG: 'The path is too long. Choose a shorter data folder.',
};

/** Turns a failed system call on the data folder into words, and leaves every other error as it is. */
export function explainFolderError(error: unknown, folder: string): unknown {
  const code = systemErrorCode(error);
  if (error instanceof EmbeddedPostgresError || code === undefined) return error;
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(folder, error);
  const reason = folderReasons[code];
  if (reason === undefined) return error;
  return new EmbeddedPostgresError(
    'data-folder-broken',
    `The data folder ${folder} cannot be used. ${reason}`,
    {
      cause: error,
    },
  );
}

/** The refusal for a disk with too little room. */
export function diskFull(folder: string, cause?: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'disk-full',
    `The disk that holds ${folder} is full. Free some space (the database needs at least 200 MB), then start Uphold again. Nothing that was saved is lost.`,
    { cause },
  );
}

/** The refusal for a port that another program listens on. */
export function portInUse(port: number): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'port-in-use',
    `Port ${port} is already used by another program. Stop that program, or choose another port for the database.`,
  );
}
