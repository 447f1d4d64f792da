import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until something holds, asking again and again; fails with what was last answered. */
export async function eventually<T>(
  ask: () => T | Promise<T>,
  holds: (answer: T) => boolean,
  withinMs = 10_000,
): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(answer)} after ${withinMs} ms`);
    await sleep(5);
  }
}
