import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Protection } from '../protection/protection.js';

type IoOptions = Parameters<IoAdapter['createIOServer']>[1];

/** Opens sockets to this site alone, in the one namespace that there is. */
export class LiveAdapter extends IoAdapter {
  constructor(
    app: INestApplicationContext,
    private readonly protection: Protection,
  ) {
    super(app);
  }

  override createIOServer(port: number, options?: IoOptions) {
    const allowRequest: NonNullable<IoOptions>['allowRequest'] = (request, decide) =>
      decide(null, this.protection.isFromHere(request));
    const server = super.createIOServer(port, { ...options, allowRequest } as IoOptions);
    // Every server has this namespace, and whoever is let in there holds a line for nothing.
    server.of('/').use((_socket, next) => next(new Error('there is nothing here')));
    return server;
  }
}
