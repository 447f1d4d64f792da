import type { Rules } from './rule.js';
import { changed, created, differing } from '../events.js';
import { need } from '../world.js';

export const reviewRules: Rules<'review.create' | 'review.change'> = {
  'review.create': ({ objectId, input }) => [created('review.created', objectId, input)],
  'review.change': ({ input }, world) => {
    const review = need(world, 'review');
    return [changed('review.changed', review, differing(review, input))];
  },
};
