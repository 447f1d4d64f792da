import { setTimeout as sleep } from 'node:timers/promises';
import type { Confidentiality } from '#contracts';
import type { Client } from './client.js';
import { signedIn } from './signed-in.js';
import { createSmallWorld, type SmallWorld } from './small-world.js';
import { startApp, type TestApp } from './start-app.js';

const people = [
  'administrator',
  'staff',
  'manager',
  'director',
  'auditor',
  'observer',
  'stranger',
  'strangersManager',
] as const;
type Reader = (typeof people)[number];

/** A row of any list. */
export type AnyRow = Record<string, unknown> & { id: string };

/** A running installation whose past is asked about, with those who ask signed in. */
export class HouseWithPast {
  private constructor(
    readonly app: TestApp,
    readonly world: SmallWorld,
    readonly as: Record<Reader, Client>,
  ) {}

  static async open(): Promise<HouseWithPast> {
    const app = await startApp();
    const world = await createSmallWorld(app.store);
    return new HouseWithPast(app, world, await signedIn(app, world, ...people));
  }

  close(): Promise<void> {
    return this.app.stop();
  }

  /** A time between what was done before and what is done after. */
  async moment(): Promise<string> {
    await sleep(3);
    const { rows } = await this.app.store.pool.query<{ now: string }>('select clock_timestamp() as now');
    await sleep(3);
    return rows[0]?.now ?? '';
  }

  classify(id: string, confidentiality: Confidentiality) {
    return this.as.director.must('recommendation.classify', { confidentiality, reason: 'as things are' }, id);
  }

  /** A page of a list, as one of the people is told it. */
  async rowsOf(person: Reader, path: string, query: Record<string, string>): Promise<AnyRow[]> {
    return ((await this.as[person].get(path, query).expect(200)).body as { rows: AnyRow[] }).rows;
  }
}
