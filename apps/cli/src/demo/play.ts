import { Refusal, type Receipt } from '#contracts';
import { Trouble } from '../trouble.js';
import type { Stage } from './stage.js';
import { Scene, type Step, type Story } from './story.js';

/** Plays the stories day by day, each step by the person who is named for it. */
export async function play(
  stage: Stage,
  stories: readonly Story[],
  onDay: (done: number, total: number) => void,
  stop?: AbortSignal,
): Promise<void> {
  const { clock } = stage;
  const steps = stories.flatMap(({ about, steps }) => steps.map((step) => ({ about, step })));
  // The sort is stable: what one story does on one day stays in its order.
  steps.sort((left, right) => clock.workingDay(left.step.day) - clock.workingDay(right.step.day));
  for (const [place, { about, step }] of steps.entries()) {
    if (stop?.aborted)
      throw new Trouble('cancelled', 'Stopped before the demo was complete; the next start makes it anew.');
    await act(stage, new Scene(stage, about), step);
    onDay(place + 1, steps.length);
  }
}

async function act(stage: Stage, scene: Scene, { day, who, deed, refused }: Step): Promise<void> {
  const command = await deed(scene);
  let answer: Receipt | string;
  try {
    answer = await stage.issue(day, who, command);
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    answer = fault.code;
  }
  const isAsTold = refused ? answer === refused : typeof answer !== 'string';
  if (!isAsTold) {
    const got = typeof answer === 'string' ? answer : 'accepted';
    throw new Error(
      `the demo's story of ${scene.about}, day ${day}: ${who} got '${got}' for ${command.name}`,
    );
  }
  if (typeof answer !== 'string') keepFirstAction(stage, scene, answer);
}

/** Starting a recommendation makes its first action, whose identifier the receipt alone tells. */
function keepFirstAction(stage: Stage, { about }: Scene, { objectType, entries }: Receipt): void {
  const action = entries.find((entry) => entry.objectType === 'action');
  if (objectType === 'recommendation' && action) stage.keep(`${about} first`, action.objectId);
}
