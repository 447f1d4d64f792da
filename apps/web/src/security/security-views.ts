import { z } from 'zod';
import { CalendarDate, Id } from '#contracts';

/** What the security page tells of, one at a time. */
export const securityViews = ['sign-ins', 'refused', 'tokens', 'rights'] as const;
export type SecurityView = (typeof securityViews)[number];

/** What the page keeps in its address: what it tells of, of whom, and between which days of the person's calendar. */
export const SecuritySearch = z.object({
  view: z.enum(securityViews).optional().catch(undefined),
  person: Id.optional().catch(undefined),
  from: CalendarDate.optional().catch(undefined),
  to: CalendarDate.optional().catch(undefined),
});
export type SecuritySearch = z.infer<typeof SecuritySearch>;
