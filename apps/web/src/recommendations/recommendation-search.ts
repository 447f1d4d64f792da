import { z } from 'zod';
import { transitions } from '#workflow';
import { axes } from '#contracts';

export const recommendationTabs = ['work', 'evidence', 'discussion', 'history'] as const;
export type RecommendationTab = (typeof recommendationTabs)[number];

const transitionIds = transitions.map(({ id }) => id);
const states = Object.values(axes).flat();

/** What a recommendation's page keeps in its address: the tab, and the change that is being asked for. */
export const RecommendationSearch = z.object({
  tab: z.enum(recommendationTabs).optional().catch(undefined),
  change: z
    .enum(['choose', ...transitionIds])
    .optional()
    .catch(undefined),
  to: z.enum(states).optional().catch(undefined),
});
