import { Controller, Get, SetMetadata } from '@nestjs/common';
import { headIndex, Store } from '#store';
import { DOOR, type DoorMark } from './door/door.decorator.js';

/** Whether this node can do its work. */
@Controller()
export class HealthController {
  constructor(private readonly store: Store) {}

  @Get('/health')
  @SetMetadata(DOOR, { permission: 'anyone' } satisfies DoorMark)
  async read(): Promise<{ status: 'ok' }> {
    await headIndex(this.store.pool);
    return { status: 'ok' };
  }
}
