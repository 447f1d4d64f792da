/** What is no note, key or checkpoint by its specification, and why. */
export class MalformedNoteError extends Error {
  override readonly name = 'MalformedNoteError';
}
