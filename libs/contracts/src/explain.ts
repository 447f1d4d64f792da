import { z } from 'zod';
import { Id, PersonName } from './primitives.js';
import { problemCodes } from './problem.js';
import { objectTypes, roles } from './vocabulary.js';

/** What turned a deed down: the permissions, the state of things, or the segregation of duties. */
export const refusalSteps = ['permission', 'state', 'segregation'] as const;

/** A deed on an object, as it stands for whoever asks. */
export const ExplainedDeed = z.object({
  /** A command, or `proposal.make:` and the transition that it asks for. */
  deed: z.string(),
  isAllowed: z.boolean(),
  /** Null where it is allowed. */
  refusal: z
    .object({
      step: z.enum(refusalSteps),
      code: z.enum(problemCodes),
      rule: z.string().nullable(),
      detail: z.string(),
    })
    .nullable(),
  /** Who lent the right to it; null where it is the asker's own, or there is none. */
  onBehalfOf: PersonName.nullable(),
  /** The roles that may do it, under one condition or another. */
  roles: z.array(z.enum(roles)),
});
export type ExplainedDeed = z.infer<typeof ExplainedDeed>;

/** Every deed on an object. */
export const Explanation = z.object({
  objectType: z.enum(objectTypes),
  objectId: Id,
  deeds: z.array(ExplainedDeed),
});
export type Explanation = z.infer<typeof Explanation>;

/** Somebody who may do a deed on an object, by which roles, and for whom where the right is lent. */
export const CapableView = z.object({
  person: PersonName,
  roles: z.array(z.enum(roles)).min(1),
  onBehalfOf: PersonName.nullable(),
});
export type CapableView = z.infer<typeof CapableView>;
