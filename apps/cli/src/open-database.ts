import { EmbeddedPostgresError, startEmbeddedPostgres } from '#store';
import { leaveRunningNote, readRunningNote, removeRunningNote } from './running-note.js';
import type { Say } from './say.js';
import { Trouble } from './trouble.js';

/** A database that answers, one's own or an embedded one. */
export interface OpenDatabase {
  /** For the running product. */
  url: string;
  /** For the owner of the tables, who changes them. */
  ownerUrl: string;
  /** Stops an embedded server; one's own stays as it is. */
  close(): Promise<void>;
}

export interface DatabaseChoice {
  dataFolder: string;
  /** `DATABASE_URL`; none means the embedded database in the data folder. */
  databaseUrl?: string | undefined;
  /** Called when an embedded server ends by itself. */
  onUnexpectedEnd?: () => void;
}

/** Opens the database for a process that serves: an embedded one must not be in use already. */
export async function openDatabase(choice: DatabaseChoice, say: Say): Promise<OpenDatabase> {
  if (choice.databaseUrl) {
    const url = checked(choice.databaseUrl);
    const ownerUrl = checked(process.env['MIGRATION_DATABASE_URL'] || url);
    return { url, ownerUrl, close: () => Promise.resolve() };
  }
  const { dataFolder, onUnexpectedEnd } = choice;
  const server = await startEmbeddedPostgres({
    dataFolder,
    onProgress: (text) => say.progress(text),
    ...(onUnexpectedEnd && { onUnexpectedEnd }),
  });
  const addresses = { url: server.productUrl, ownerUrl: server.url };
  await leaveRunningNote(dataFolder, addresses);
  return {
    ...addresses,
    close: async () => {
      await removeRunningNote(dataFolder);
      await server.stop();
    },
  };
}

/** Opens the database for a short command: where Uphold runs on the data folder, the command joins it. */
export async function joinDatabase(choice: DatabaseChoice, say: Say): Promise<OpenDatabase> {
  try {
    return await openDatabase(choice, say);
  } catch (error) {
    const isInUse = error instanceof EmbeddedPostgresError && error.code === 'data-folder-in-use';
    const addresses = isInUse ? await readRunningNote(choice.dataFolder) : null;
    if (!addresses) throw error;
    return { ...addresses, close: () => Promise.resolve() };
  }
}

function checked(url: string): string {
  if (URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol)) return url;
  throw new Trouble(
    'usage',
    'DATABASE_URL and MIGRATION_DATABASE_URL must look like postgres://user:password@host:5432/database.',
  );
}
