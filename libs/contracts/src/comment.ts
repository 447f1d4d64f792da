import { z } from 'zod';
import { Id, ObjectReference, PersonName, prose, Recorded } from './primitives.js';
import { asOf, PageQuery } from './page.js';
import { commentStates } from './vocabulary.js';

/** A remark on a recommendation or on something that belongs to one; answers name their parent. */
export const CommentState = Recorded.extend({
  recommendationId: Id,
  /** What the remark is about: the recommendation itself, or a proposal, action or item of evidence of it. */
  about: ObjectReference,
  parentId: Id.nullable(),
  text: z.string(),
  mentions: z.array(Id),
  authorId: Id,
  state: z.enum(commentStates),
  /** How often the text was edited; the history keeps each wording. */
  edits: z.int(),
});
export type CommentState = z.infer<typeof CommentState>;

export const PostComment = z.strictObject({
  recommendationId: Id,
  about: ObjectReference.optional(),
  parentId: Id.nullable().default(null),
  text: prose(10_000),
  mentions: z.array(Id).max(50).default([]),
});
export const EditComment = z.strictObject({ text: prose(10_000) });
export const ResolveComment = z.strictObject({});

export const CommentView = CommentState.extend({ author: PersonName, mentioned: z.array(PersonName) });
export type CommentView = z.infer<typeof CommentView>;
export const CommentQuery = PageQuery.extend({ ...asOf, recommendationId: Id });
export type CommentQuery = z.infer<typeof CommentQuery>;
