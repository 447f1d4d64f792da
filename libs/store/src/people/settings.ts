import type { Pool } from 'pg';
import { settingsOf, type InstallationSettings } from '#contracts';
import { getInstallation } from '../queries/accounts.js';

/** How the installation is set, kept in memory for a moment. What decides asks the database itself. */
export class Settings {
  private known: Promise<InstallationSettings> | null = null;
  private readAt = -Infinity;

  /** @param rememberMs how long they are believed, should word of a change be lost */
  constructor(
    private readonly pool: Pool,
    private readonly rememberMs = 2_000,
  ) {}

  async current(): Promise<InstallationSettings> {
    if (!this.known || performance.now() - this.readAt > this.rememberMs) {
      this.readAt = performance.now();
      this.known = this.read();
    }
    return this.known.catch((fault: unknown) => {
      this.known = null;
      throw fault;
    });
  }

  forget(): void {
    this.known = null;
  }

  private async read(): Promise<InstallationSettings> {
    return settingsOf((await getInstallation(this.pool)) ?? {});
  }
}
