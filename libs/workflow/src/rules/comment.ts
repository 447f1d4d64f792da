import { Refusal, type CommentState } from '#contracts';
import { changed, created, differing } from '../events.js';
import { need, type World } from '../world.js';
import { mustExist } from './references.js';
import type { Rules } from './rule.js';

export const commentRules: Rules<'comment.post' | 'comment.edit' | 'comment.resolve'> = {
  'comment.post': ({ objectId, input }, world, { actorId }) => {
    const recommendation = need(world, 'recommendation');
    const about = input.about ?? { objectType: 'recommendation' as const, objectId: recommendation.id };
    mustExist(world, { parentId: input.parentId, about: input.about?.objectId });
    for (const id of input.mentions) mustExist(world, { mentions: id });
    return [
      created('comment.posted', objectId, { ...input, about, authorId: actorId, state: 'open', edits: 0 }),
    ];
  },
  'comment.edit': ({ input }, world) => {
    const comment = need(world, 'comment');
    const { text } = differing(comment, { text: input.text });
    return [changed('comment.edited', comment, { text, edits: comment.edits + 1 })];
  },
  'comment.resolve': (_command, world) => {
    return [changed('comment.resolved', unresolved(world), { state: 'resolved' })];
  },
};

/** The comment, where it is not resolved yet. */
export function unresolved(world: World): CommentState {
  const comment = need(world, 'comment');
  if (comment.state === 'resolved') throw new Refusal('wrong-state', 'the comment is resolved already');
  return comment;
}
