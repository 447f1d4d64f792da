import { z } from 'zod';
import { CalendarDate, Id, recordTypes } from '#contracts';

/** What the auditor's view keeps in its address. */
export const AuditSearch = z.object({
  type: z.enum(recordTypes).optional().catch(undefined),
  actor: Id.optional().catch(undefined),
  from: CalendarDate.optional().catch(undefined),
  to: CalendarDate.optional().catch(undefined),
  refused: z.enum(['true', 'false']).optional().catch(undefined),
});
export type AuditSearch = z.infer<typeof AuditSearch>;
