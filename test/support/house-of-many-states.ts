import { RecommendationRow } from '#contracts';
import type { Client } from './client.js';
import { readList } from './read-list.js';
import { signedIn } from './signed-in.js';
import { createSmallWorld, type Person, type SmallWorld } from './small-world.js';
import { startApp, type TestApp } from './start-app.js';
import { WorkflowSteps } from './workflow-steps.js';

const today = new Date().toISOString().slice(0, 10);

/** Those who read lists, each with another right. */
export const listReaders = [
  'staff',
  'manager',
  'director',
  'auditor',
  'observer',
  'administrator',
  'stranger',
] as const satisfies Person[];

/** A running installation with recommendations in many states, everybody in it signed in. */
export class HouseOfManyStates {
  private constructor(
    readonly app: TestApp,
    readonly world: SmallWorld,
    readonly as: Record<Person, Client>,
  ) {}

  static async open(): Promise<HouseOfManyStates> {
    const app = await startApp();
    const world = await createSmallWorld(app.store);
    const as = await signedIn(app, world, ...(Object.keys(world.people) as Person[]));
    await fillWithManyStates(app, world, as);
    await app.settled();
    return new HouseOfManyStates(app, world, as);
  }

  close(): Promise<void> {
    return this.app.stop();
  }
}

/** The whole list of recommendations, as somebody is told it. */
export const recommendationsFor = (
  by: Client,
  query: Record<string, string | number> = {},
): Promise<RecommendationRow[]> => readList(by, '/recommendations', RecommendationRow, query);

/** Recommendations in many states, of three entities, some overdue, some confidential. */
async function fillWithManyStates(
  app: TestApp,
  world: SmallWorld,
  as: Record<Person, Client>,
): Promise<void> {
  const steps = new WorkflowSteps(app, world, as);
  const respond = (date: string, precision: 'day' | 'month' | 'year') =>
    ({
      transition: 'respond',
      to: 'accepted',
      ownerId: world.people.staff,
      due: { date, precision },
    }) as const;
  await world.draft({ title: 'Only a draft', themes: ['early warning'] });
  await world.issued({
    criticality: 'critical',
    themes: ['early warning', 'training'],
    title: 'Warn in time',
  });
  await world.issued({
    confidentiality: 'public',
    themes: ['training'],
    text: 'Préparer les équipes; ninety-nine.',
  });
  await world.issued({ leadEntityId: world.entities.other, criticality: 'other' });
  for (const [date, precision] of [
    ['2020-05-05', 'day'],
    ['2020-05-01', 'month'],
    [today, 'month'],
    [today, 'year'],
    [today, 'day'],
  ] as const) {
    await steps.carry(
      await world.issued({ confidentiality: 'public' }),
      'staff',
      respond(date, precision),
      'manager',
    );
  }
  const late = await world.issued();
  await steps.carry(late, 'staff', respond('2020-05-05', 'day'), 'manager');
  await steps.carry(
    late,
    'manager',
    { transition: 'close-alternative', reason: 'Done otherwise.' },
    'director',
  );
  await steps.reported();
  const hidden = await world.issued();
  await as.manager.must('recommendation.classify', { confidentiality: 'confidential', reason: 'x' }, hidden);
  await as.staff.proposes(await world.issued(), { transition: 'respond', to: 'not_accepted', reason: 'x' });
  await as.manager.proposes(await world.issued(), { transition: 'close-not-implemented', reason: 'x' });
}
