import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** The way to a database on which no notification arrives; everything else does. */
export interface DeafDatabase {
  url: string;
  close(): Promise<void>;
}

/** Opens such a way: a gate between a node and PostgreSQL that leaves out `NotificationResponse` (protocol 3.0, 54.7). */
export async function openDeafDatabase(databaseUrl: string): Promise<DeafDatabase> {
  const { hostname, port } = new URL(databaseUrl);
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => open.delete(socket));
    }
    near.pipe(far);
    const words = new Words((word) => near.write(word));
    far.on('data', (bytes: Buffer) => words.take(bytes));
    far.on('close', () => near.destroy());
    near.on('close', () => far.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const notification = 'A'.charCodeAt(0);

/** Cuts what the server says into messages: a letter, a length that counts itself, and so many bytes. */
class Words {
  private rest: Buffer = Buffer.alloc(0);

  constructor(private readonly pass: (word: Buffer) => void) {}

  take(bytes: Buffer): void {
    this.rest = Buffer.concat([this.rest, bytes]);
    while (this.rest.length >= 5) {
      const end = 1 + this.rest.readUInt32BE(1);
      if (this.rest.length < end) return;
      if (this.rest[0] !== notification) this.pass(this.rest.subarray(0, end));
      this.rest = this.rest.subarray(end);
    }
  }
}
