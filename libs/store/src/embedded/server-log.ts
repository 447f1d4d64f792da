import { open, stat, truncate } from 'node:fs/promises';
import { diskFull, EmbeddedPostgresError, failedWith, portInUse } from './embedded-postgres-error.js';

const longestLog = 16 * 1024 * 1024;
const tailLength = 16 * 1024;

/** Empties a log that has grown too long, and tells where the next start's messages will begin. */
export async function beginLog(path: string): Promise<number> {
  try {
    const { size } = await stat(path);
    if (size < longestLog) return size;
    await truncate(path);
  } catch (error) {
    if (!failedWith(error, 'ENOENT')) throw error;
  }
  return 0;
}

/** The last messages of the server that were written after a position in its log. */
export async function readLogSince(path: string, position: number): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const start = Math.max(position, size - tailLength);
    const buffer = Buffer.alloc(Math.max(0, size - start));
    await file.read(buffer, 0, buffer.length, start);
    return buffer.toString('utf8');
  } finally {
    await file.close();
  }
}

/** Where a failed start happened, so that the message can say it. */
export interface FailedStart {
  folder: string;
  logPath: string;
  port?: number | undefined;
}

/** Reads the server's own messages and says in plain words why it did not start. */
export function explainServerFailure(log: string, failed: FailedStart): EmbeddedPostgresError {
  if (/No space left on device|Disk quota exceeded/.test(log)) return diskFull(failed.folder);
  if (failed.port !== undefined && /Address already in use|could not bind/.test(log))
    return portInUse(failed.port);
  if (/lock file ".*" already exists|is in use by another|still in use/.test(log))
    return inUse(failed.folder);
  if (/error while loading shared libraries|Exec format error|GLIBC_/.test(log)) return unsupported(log);
  if (
    /PANIC|invalid|incompatible|could not (open|read|locate|find|access)|is not|corrupt|wrong ownership/.test(
      log,
    )
  ) {
    return broken(failed, log);
  }
  return new EmbeddedPostgresError(
    'not-ready',
    `The database did not start. Its own messages are in ${failed.logPath}; the last one is: ${lastLine(log)}`,
  );
}

function broken(failed: FailedStart, log: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'data-folder-broken',
    `The data folder ${failed.folder} is damaged or incomplete, so the database cannot start from it. ` +
      `Restore it from a backup, or choose another data folder to start afresh. The database said: ${lastLine(log)}`,
  );
}

/** The refusal for a folder that another running Uphold already uses. */
export function inUse(folder: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'data-folder-in-use',
    `Another Uphold is already running on the data folder ${folder}. Stop that one first, or choose another data folder.`,
  );
}

/** The refusal for a computer that the bundled database was not built for. */
export function unsupported(detail: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'unsupported-platform',
    `The database that comes with Uphold does not run on this computer (${lastLine(detail)}). ` +
      'Install PostgreSQL 18 yourself and give its address in DATABASE_URL.',
  );
}

const lastLine = (text: string): string => {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const telling = lines.filter((line) => /FATAL|PANIC|ERROR|error:/.test(line));
  return (telling.at(-1) ?? lines.at(-1) ?? 'no message').trim();
};
