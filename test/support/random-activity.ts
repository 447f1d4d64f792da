import { expect } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { commands, Refusal, type Receipt } from '#contracts';
import { permit, type Facts, type Intent } from '#permissions';
import type { Store } from '#store';
import { issue } from './issue-command.js';
import { Dice } from './random/dice.js';
import type { RandomCommand } from './random/glimpse.js';
import { randomCommand } from './random/random-command.js';
import type { Person, SmallWorld } from './small-world.js';
import { StoredGlimpse } from './stored-glimpse.js';

const everybody: Person[] = [
  'administrator',
  'editor',
  'staff',
  'manager',
  'director',
  'auditor',
  'observer',
  'stranger',
  'strangersManager',
];

/** How a random activity went: what was recorded, and how often it was refused, by code. */
export interface Activity {
  actions: Map<string, number>;
  refusals: Map<string, number>;
  glimpse: StoredGlimpse;
}

type Target = NonNullable<Parameters<typeof issue>[4]>;
const atOnce = 4;

/** How many commands are sent: at least so many, then until enough has happened, at most so many. */
export interface Extent {
  least: number;
  most: number;
  isEnough: (activity: Activity) => boolean;
}

/** Lets the people of a small world do random things, several at once. */
export async function randomActivity(
  store: Store,
  world: SmallWorld,
  seed: number,
  { least, most, isEnough }: Extent,
): Promise<Activity> {
  const dice = new Dice(seed);
  const glimpse = new StoredGlimpse(store);
  const activity: Activity = { actions: new Map(), refusals: new Map(), glimpse };
  await glimpse.look();
  for (let done = 0; done < most && (done < least || !isEnough(activity)); done += atOnce) {
    const attempts = Array.from({ length: atOnce }, () => chosen(dice, glimpse, world));
    const receipts = await Promise.all(
      attempts.map((command) => attempt(store, world, command, dice, activity)),
    );
    await glimpse.follow(receipts.flat());
  }
  return activity;
}

/** A command that leaves the people of the small world in their places, so that the work goes on. */
function chosen(dice: Dice, glimpse: StoredGlimpse, world: SmallWorld): RandomCommand {
  const kept = new Set(Object.values(world.people));
  for (;;) {
    const command = randomCommand(dice, glimpse);
    if (command.name === 'person.deactivate' && kept.has(command.id ?? '')) continue;
    if (command.name === 'grant.end' && kept.has(holderOf(command.id, glimpse))) continue;
    if (command.name === 'recommendation.draft' && glimpse.all('recommendation').length > 14) continue;
    return command;
  }
}

const holderOf = (grantId: string | undefined, glimpse: StoredGlimpse): string =>
  glimpse.all('grant').find(({ id }) => id === grantId)?.personId ?? '';

async function attempt(
  store: Store,
  world: SmallWorld,
  command: RandomCommand,
  dice: Dice,
  { actions, refusals, glimpse }: Activity,
): Promise<Receipt[]> {
  const actors = await Promise.all(everybody.map((person) => world.actor(person)));
  const allowed = actors.filter(
    (actor) => !permit(actor, intentOf(command), factsOf(command, glimpse, actor.personId)),
  );
  const actor = dice.one(allowed.length > 0 && dice.chance(85) ? allowed : actors);
  const context = contextOf(command, glimpse, dice);
  // Sometimes the answer is lost, and the same is sent again.
  const times = context.idempotencyKey && dice.chance(30) ? 2 : 1;
  const receipts: Receipt[] = [];
  for (let time = 0; time < times; time++) {
    try {
      receipts.push(await issue(store, actor, command.name, command.input as never, context));
    } catch (refusal) {
      if (!(refusal instanceof Refusal))
        throw new Error(JSON.stringify({ command, actor }), { cause: refusal });
      // What was accepted is answered again. What was refused may be accepted later: others changed things meanwhile.
      expect(receipts).toEqual([]);
      count(refusals, refusal.code);
    }
  }
  for (const repeated of receipts) expect(repeated).toEqual(receipts[0]);
  for (const { action } of receipts[0]?.entries ?? []) count(actions, action);
  return receipts;
}

function contextOf(command: RandomCommand, glimpse: StoredGlimpse, dice: Dice): Target {
  const version = versionFor(command, glimpse, dice);
  return {
    ...(command.id && { id: command.id }),
    ...(version !== undefined && { version }),
    ...(dice.chance(40) && { idempotencyKey: randomUUID() }),
    ...(command.name === 'person.set-password' && { secret: { passwordHash: 'none that fits' } }),
  };
}

function intentOf({ name, input }: RandomCommand): Intent {
  if (name === 'proposal.make') return { name, transition: input.change.transition };
  return name === 'delegation.give' ? { name, deeds: input.deeds } : { name };
}

/** What permissions look at, as far as it is known before the command is sent. */
function factsOf({ name, id, input }: RandomCommand, glimpse: StoredGlimpse, fromId: string): Facts {
  const type = commands[name].objectType;
  const own = glimpse.all(type).find((state) => state.id === id);
  const above = { ...own, ...input } as { recommendationId?: string };
  const recommendation = glimpse.all('recommendation').find((state) => state.id === above.recommendationId);
  const lent = name === 'delegation.give' ? { delegation: { ...input, fromId } } : {};
  const made = name === 'grant.give' || name === 'recommendation.draft' ? { [type]: input } : {};
  return { ...(recommendation && { recommendation }), ...(own && { [type]: own }), ...made, ...lent };
}

/** Mostly the version that the object has, sometimes an older one. */
function versionFor(
  { name, id, input }: RandomCommand,
  glimpse: StoredGlimpse,
  dice: Dice,
): number | undefined {
  const [type, subject] =
    name === 'proposal.make'
      ? (['recommendation', input.recommendationId] as const)
      : ([name.split('.')[0] as 'action', id] as const);
  const state = glimpse.all(type).find((one) => one.id === subject);
  if (!state || dice.chance(10)) return undefined;
  return dice.chance(95) ? state.version : Math.max(1, state.version - 1);
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
