import { z } from 'zod';
import { CalendarDate, DueDate, EntityName, Id, line, PersonName, prose, Recorded } from './primitives.js';
import { anyOf, asOf, PageQuery } from './page.js';
import { actionStates, duePrecisions } from './vocabulary.js';

/** A key action towards a recommendation. */
export const ActionState = Recorded.extend({
  recommendationId: Id,
  title: z.string(),
  ownerId: Id.nullable(),
  entityId: Id.nullable(),
  dueDate: CalendarDate,
  duePrecision: z.enum(duePrecisions),
  state: z.enum(actionStates),
});
export type ActionState = z.infer<typeof ActionState>;

export const PlanAction = z.strictObject({
  recommendationId: Id,
  title: line(300),
  ownerId: Id.nullable().default(null),
  entityId: Id.nullable().default(null),
  due: DueDate,
});
export const ChangeAction = z
  .strictObject({ title: line(300), ownerId: Id.nullable(), entityId: Id.nullable(), due: DueDate })
  .partial()
  .extend({ reason: prose(4000).optional() });
export const StartAction = z.strictObject({});
export const CompleteAction = z.strictObject({ narrative: prose(8000) });
export const DropAction = z.strictObject({ reason: prose(4000) });

export const ActionView = ActionState.extend({
  owner: PersonName.nullable(),
  entity: EntityName.nullable(),
  recommendationCode: z.string(),
  recommendationTitle: z.string(),
  isOverdue: z.boolean(),
});
export type ActionView = z.infer<typeof ActionView>;
export const ActionQuery = PageQuery.extend({
  ...asOf,
  recommendationId: Id.optional(),
  ownerId: Id.optional(),
  state: anyOf(actionStates),
});
export type ActionQuery = z.infer<typeof ActionQuery>;
