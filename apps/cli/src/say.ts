/** Where the commands' words go: what was asked for to one stream, what went wrong to the other. */
export interface Say {
  /** Part of the answer. */
  line(text?: string): void;
  /** How far it is; not part of the answer. */
  progress(text: string): void;
  /** What is wrong. */
  fault(text: string): void;
  /** What the command ends with, where it neither succeeds nor fails altogether. */
  exitCode: number;
}

/** Speaks to the terminal. */
export const say: Say = {
  exitCode: 0,
  line: (text = '') => console.log(text),
  progress: (text) => console.error(text),
  fault: (text) => console.error(text),
};
