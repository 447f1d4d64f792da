import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { setTimeout as sleep } from 'node:timers/promises';

const free = 5;
const delayMaxMs = 8_000;

/**
 * Slows repeated failures for an address down, on this node, and locks nobody out: whoever knows the password
 * gets in after the delay. Unknown addresses are treated alike.
 */
@Injectable()
export class SignInPace {
  private readonly failures = new LRUCache<string, number>({ max: 50_000, ttl: 15 * 60_000 });

  async wait(email: string): Promise<void> {
    const extra = (this.failures.get(keyOf(email)) ?? 0) - free;
    if (extra >= 0) await sleep(Math.min(delayMaxMs, 250 * 2 ** extra));
  }

  /** @returns how many attempts for this address have failed in a row on this node */
  failed(email: string): number {
    const failures = (this.failures.get(keyOf(email)) ?? 0) + 1;
    this.failures.set(keyOf(email), failures);
    return failures;
  }

  succeeded(email: string): void {
    this.failures.delete(keyOf(email));
  }
}

function keyOf(email: string): string {
  return email.trim().toLowerCase();
}
