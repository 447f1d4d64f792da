import { rm } from 'node:fs/promises';

/** Ends the test server and removes what it kept. */
export default async function stopTestServer() {
  if (!globalThis.upholdTestServer) return;
  const { server, folders } = globalThis.upholdTestServer;
  await server.stop();
  await Promise.all([...folders].map((folder) => rm(folder, { recursive: true, force: true })));
}
