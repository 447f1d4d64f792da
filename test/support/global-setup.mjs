import { chmod, mkdtemp } from 'node:fs/promises';
import { register } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Starts the one PostgreSQL server that all tests share; each test file gets databases of its own in it. */
export default async function startTestServer() {
  // Whoever runs tests many times keeps one server for all of them.
  if (process.env.UPHOLD_TEST_SERVER) return;
  // Jest compiles tests, but loads this file with plain Node.
  register('./typescript-hooks.mjs', import.meta.url);
  const { startEmbeddedPostgres } = await import('../../libs/store/src/embedded/start-embedded-postgres.ts');
  const dataFolder = await mkdtemp(join(tmpdir(), 'uphold-test-'));
  // Where the tests run as root, the server's account must be able to enter.
  await chmod(dataFolder, 0o755);
  const server = await startEmbeddedPostgres({ dataFolder, fast: true });
  process.env.UPHOLD_TEST_SERVER = server.url;
  globalThis.upholdTestServer = { server, folders: new Set([dataFolder, server.place]) };
}
