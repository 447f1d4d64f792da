import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fetchOutside, OutgoingRefused, type OutgoingOptions } from './fetch-outside.js';

describe('asking what others named', () => {
  let server: Server;
  let port: number;
  let asked: string[];
  beforeAll(async () => {
    asked = [];
    server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers.host}`);
      const answers: Record<string, () => void> = {
        '/': () => void response.setHeader('X-Kind', ['a', 'b']).end('words'),
        '/away': () => void response.writeHead(302, { Location: 'http://127.0.0.1/' }).end(),
        '/large': () => void response.end(Buffer.alloc(5000)),
        '/announced': () => void response.writeHead(200, { 'Content-Length': 1e9 }).write(Buffer.alloc(5000)),
        '/silent': () => undefined,
        '/slow': () => void response.write('a'),
        '/nothing': () => void response.writeHead(204).end(),
      };
      answers[request.url ?? '']?.();
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const inside = (options: OutgoingOptions = {}): OutgoingOptions => ({
    allowedHosts: [`inside.example:${port}`],
    resolve: async () => ['127.0.0.1'],
    ...options,
  });
  const refused = (address: string, options?: OutgoingOptions) =>
    expect(fetchOutside(address, {}, options)).rejects.toThrow(OutgoingRefused);

  test('a host that the installation names is asked, by the name and at the address that was looked at', async () => {
    const answer = await fetchOutside(
      `http://inside.example:${port}/`,
      { method: 'POST', body: 'x' },
      inside(),
    );
    expect([answer.status, await answer.text(), answer.headers.get('x-kind')]).toEqual([
      200,
      'words',
      'a, b',
    ]);
    expect(asked.at(-1)).toBe(`POST / inside.example:${port}`);
    expect((await fetchOutside(`http://inside.example:${port}/nothing`, {}, inside())).status).toBe(204);
  });

  test.each([
    'http://example.org/',
    'ftp://example.org/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/plain,x',
    'https://name:secret@example.org/',
    'example.org',
    '',
    'https://',
  ])('%s is not asked', async (address) => {
    await refused(address, { resolve: async () => ['93.184.216.34'] });
  });

  test.each([
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://10.0.0.1:8443/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[fd00:ec2::254]/',
    'https://１２７.０.０.１/',
    'https://localhost/',
  ])('%s is inside, however it is spelled', async (address) => {
    await refused(address);
  });

  test.each([[['10.0.0.1']], [['93.184.216.34', '127.0.0.1']], [['::ffff:10.0.0.1']], [[]]])(
    'a name with the addresses %j is not asked',
    async (addresses) => {
      await refused('https://rebound.example/', { resolve: async () => addresses });
    },
  );

  test('a name is resolved once: what it answers later leads nowhere', async () => {
    const answers = [['127.0.0.1'], ['127.0.0.2']];
    let times = 0;
    const resolve = async () => answers[times++] ?? [];
    await fetchOutside(`http://inside.example:${port}/`, {}, inside({ resolve }));
    expect(times).toBe(1);
  });

  test('a port of a named host is not another of its ports', async () => {
    await refused(`http://inside.example:${port + 1}/`, inside());
  });

  test.each(['/away', '/large', '/announced', '/silent', '/slow'])('%s is broken off', async (path) => {
    const options = inside({ sizeMax: 1000, timeoutMs: 300 });
    await refused(`http://inside.example:${port}${path}`, options);
  });

  test('whoever asked may break off', async () => {
    const signal = AbortSignal.timeout(20);
    const asking = fetchOutside(`http://inside.example:${port}/silent`, { signal }, inside());
    await expect(asking).rejects.not.toThrow(OutgoingRefused);
  });
});
