import { Controller } from '@nestjs/common';
import { routes } from '#contracts';
import { headIndex, Store } from '#store';
import { Door } from './door/door.decorator.js';

/** Whether this node can do its work. */
@Controller()
export class HealthController {
  constructor(private readonly store: Store) {}

  @Door(routes.health)
  async read(): Promise<{ status: 'ok' }> {
    await headIndex(this.store.pool);
    return { status: 'ok' };
  }
}
