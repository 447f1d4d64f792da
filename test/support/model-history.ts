import { objectTypes, Refusal, type ObjectType, type StateOf } from '#contracts';
import { ReplayJudge, type ReplayedStep } from '#workflow';
import { ModelWorld, type Step } from './model-world.js';
import { Dice } from './random/dice.js';
import type { RandomCommand } from './random/glimpse.js';
import { randomCommand } from './random/random-command.js';
import { idOf } from './sample-states.js';

/** Persons of a model history: the administrator, and those who work. */
export const administrator = idOf(0x901);
export const workers = [1, 2, 3, 4, 5].map((number) => idOf(number));

/** Founds the installation of a model world. */
export function foundIn(world: ModelWorld): Step[] {
  return world.issue(
    {
      name: 'installation.found',
      input: {
        name: 'I',
        simulatedClock: true,
        definitionSha256: 'none',
        administrator: { name: 'A', email: 'a@x.example' },
      },
    },
    '',
  );
}

/** A founded model installation with its people, an entity and a review. */
export function foundedModel(): ModelWorld {
  const world = new ModelWorld();
  const founded = foundIn(world);
  const chief = founded[1]?.event.objectId ?? '';
  for (const id of [administrator, ...workers])
    world.issue({ name: 'person.create', id, input: { name: 'P', email: `${id}@x.example` } }, chief);
  world.issue({ name: 'entity.create', id: entityId, input: { name: 'E', kind: 'office' } }, chief);
  world.issue(
    {
      name: 'review.create',
      id: reviewId,
      input: { code: 'r', title: 'R', date: '2012-01-01', commissionedBy: 'SG', summary: 'S' },
    },
    chief,
  );
  return world;
}
export const entityId = idOf(0x401);
export const reviewId = idOf(0x301);

/** Random commands of random people on a founded model; what is refused changes nothing. */
export function randomModel(seed: number, length: number): ModelWorld {
  const dice = new Dice(seed);
  const world = foundedModel();
  for (let count = 0; count < length; count++) {
    const command = randomCommand(dice, world);
    // Few recommendations, so that each gets far.
    if (command.name === 'recommendation.draft' && world.all('recommendation').length > 2) continue;
    try {
      const actor = dice.one(workers);
      if (mayBeTheirs(command, actor, world)) world.issue(command, actor);
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
    }
  }
  return world;
}

/** What permissions forbid by whose the thing is; the pure rules of the model do not ask for them. */
function mayBeTheirs({ name, id, input }: RandomCommand, actor: string, world: ModelWorld): boolean {
  const own = <T extends ObjectType>(type: T): StateOf[T] | undefined =>
    world.all(type).find((state) => state.id === id);
  if (name === 'grant.give') return input.personId !== actor;
  if (name === 'comment.edit') return own('comment')?.authorId === actor;
  if (name === 'proposal.withdraw') return own('proposal')?.proposedById === actor;
  return true;
}

/** The steps as entries of a log, in its order. */
export function logOf(steps: readonly Step[]): ReplayedStep[] {
  const entries = steps.map(({ event, at, actorId, onBehalfOfId, requestId, after }, index) => ({
    index,
    redacted: [],
    entry: {
      at,
      actor: actorId || null,
      onBehalfOf: onBehalfOfId,
      objectType: event.objectType,
      objectId: event.objectId,
      objectVersion: after.version,
      action: event.action,
      body: { set: event.set, was: event.was, note: event.note },
      requestId,
    },
  }));
  return JSON.parse(JSON.stringify(entries)) as ReplayedStep[];
}

/** Judges a log from its first entry on. */
export function judged(log: readonly ReplayedStep[]): {
  judge: ReplayJudge;
  faults: string[];
  unproved: string[];
} {
  const judge = new ReplayJudge();
  const faults = log.flatMap((step) => {
    const fault = judge.take(step);
    return fault ? [`${step.index}: ${fault}`] : [];
  });
  return { judge, faults, unproved: judge.finish().unproved };
}

/** Every object of a model as it stands. */
export function statesOf(world: ModelWorld): StateOf[ObjectType][] {
  return objectTypes.flatMap((type): readonly StateOf[ObjectType][] => world.all(type));
}
