import type { Command, ProblemCode } from '#contracts';
import type { Who } from './cast.js';
import type { Stage } from './stage.js';

/** One recommendation's story, as deeds of people on days before today. */
export interface Story {
  /** Code of the recommendation. */
  about: string;
  steps: readonly Step[];
}

/** A deed of a person on a day; day -30 is thirty days ago. */
export interface Step {
  day: number;
  who: Who;
  deed: Deed;
  /** The refusal that an attempt must meet. */
  refused?: ProblemCode;
}

/** Where a deed is done: on the stage, about one recommendation. */
export class Scene {
  constructor(
    readonly stage: Stage,
    readonly about: string,
  ) {}

  get recommendationId(): string {
    return this.recommendation(this.about);
  }

  recommendation(code: string): string {
    return this.stage.idOf(`recommendation ${code}`);
  }

  person(who: Who | null | undefined): string | null {
    return who ? this.stage.person(who) : null;
  }

  /** A thing of this recommendation, by the name that the story gave it. */
  thing(name: string): string {
    return this.stage.idOf(`${this.about} ${name}`);
  }

  fresh(name: string): string {
    return this.stage.fresh(`${this.about} ${name}`);
  }

  /** A due date so many days from today. */
  due(day: number) {
    return { date: this.stage.clock.date(day), precision: 'day' as const };
  }
}

/** Makes the command of a deed when its time comes. */
export type Deed = (scene: Scene) => Command | Promise<Command>;

/** On this day this person does this. */
export const on = (day: number, who: Who, deed: Deed): Step => ({ day, who, deed });

/** On this day this person tries this, and is refused. */
export const tries = (day: number, who: Who, deed: Deed, refused: ProblemCode): Step => ({
  day,
  who,
  deed,
  refused,
});

export const story = (about: string, ...steps: (Step | readonly Step[])[]): Story => ({
  about,
  steps: steps.flat(),
});
