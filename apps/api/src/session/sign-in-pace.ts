import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '#contracts';
import { neighbourhoodOf } from '../protection/trusted-proxies.js';
import { leaveLine, Store, takePlaceInLine } from '#store';

/**
 * Makes attempts at passwords wait in line, for one address and from one place in the network, on all nodes together.
 * Nobody is locked out, and unknown addresses are treated alike.
 */
@Injectable()
export class SignInPace {
  constructor(private readonly store: Store) {}

  /**
   * Returns when the attempt's turn has come.
   *
   * @returns the how-manieth attempt in a row for this address it is
   * @throws Refusal too-many-requests where the line is too long to stand in
   */
  async wait(email: string, ip: string): Promise<number> {
    const place = await takePlaceInLine(this.store.pool, email, neighbourhoodOf(ip));
    if (!place)
      throw new Refusal('too-many-requests', 'too many attempts wait already; try again in a minute');
    if (place.waitMs > 0) await sleep(place.waitMs);
    return place.attempts;
  }

  succeeded(email: string, ip: string): Promise<void> {
    return leaveLine(this.store.pool, email, neighbourhoodOf(ip));
  }
}
