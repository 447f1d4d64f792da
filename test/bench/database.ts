import { startEmbeddedPostgres } from '#store';

/** The database that is measured on. */
export interface BenchDatabase {
  url: string;
  isEmbedded: boolean;
  stop(): Promise<void>;
}

/** Opens `DATABASE_URL`, or an embedded server on the data folder. */
export async function openBenchDatabase(dataFolder: string): Promise<BenchDatabase> {
  const own = process.env['DATABASE_URL'];
  if (own) return { url: own, isEmbedded: false, stop: () => Promise.resolve() };
  const server = await startEmbeddedPostgres({ dataFolder, onProgress: (text) => console.log(`${text} …`) });
  return { url: server.url, isEmbedded: true, stop: () => server.stop() };
}
