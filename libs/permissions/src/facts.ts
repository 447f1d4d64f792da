import type { StateOf } from '#contracts';

/**
 * What a permission is asked about: the objects by name, of which rules look at a few fields. The states that
 * commands load and the views that clients hold both fit.
 */
export type Facts = {
  [T in keyof StateOf]?: Partial<Record<keyof StateOf[T], unknown>>;
} & {
  history?: {
    objectType: string;
    reviewId?: string | null;
    /** Always said: a condition that an entry is of no recommendation would take silence for that. */
    recommendationId: string | null;
    actorId?: string | null;
  };
};
