import { z } from 'zod';
import { Id, line, Recorded } from './primitives.js';
import { entityKinds } from './vocabulary.js';
import { asOf, PageQuery } from './page.js';

/** A department, fund, programme, mission or country team; entities form a tree. */
export const EntityState = Recorded.extend({
  name: z.string(),
  acronym: z.string().nullable(),
  kind: z.enum(entityKinds),
  parentId: Id.nullable(),
});
export type EntityState = z.infer<typeof EntityState>;

const details = {
  name: line(200),
  acronym: line(30).nullable(),
  kind: z.enum(entityKinds),
};

export const CreateEntity = z.strictObject({
  ...details,
  acronym: details.acronym.default(null),
  parentId: Id.nullable().default(null),
});
export const ChangeEntity = z.strictObject(details).partial();

export const EntityView = EntityState;
export type EntityView = EntityState;
export const EntityQuery = PageQuery.extend(asOf);
export type EntityQuery = z.infer<typeof EntityQuery>;
