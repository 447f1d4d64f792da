/** The three ways to look at proposals. */
export const queues = ['waiting-for-me', 'mine', 'all'] as const;
export type Queue = (typeof queues)[number];
