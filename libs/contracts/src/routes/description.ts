import { z } from 'zod';
import { route } from './route.js';

/** What the API says of itself. */
export const descriptionRoutes = {
  health: route('GET', '/health', 'anyone', 'Whether this node can do its work', {
    answer: z.object({ status: z.literal('ok') }),
  }),

  openApi: route('GET', '/openapi.json', 'anyone', 'This description', {
    answer: z.record(z.string(), z.unknown()),
  }),
} as const;
