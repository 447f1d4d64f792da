import { Controller } from '@nestjs/common';
import { Refusal, routes, settingsOf, type InstallationView } from '#contracts';
import { getInstallation, Store } from '#store';
import { Door } from '../door/door.decorator.js';

/** How the installation is set. */
@Controller()
export class InstallationController {
  constructor(private readonly store: Store) {}

  @Door(routes.getInstallation)
  async getInstallation(): Promise<InstallationView> {
    const installation = await getInstallation(this.store.pool);
    if (!installation) throw new Refusal('not-found', 'nothing was founded here');
    return { ...installation, ...settingsOf(installation) };
  }
}
