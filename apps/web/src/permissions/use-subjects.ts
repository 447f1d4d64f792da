import type { RecommendationView } from '#contracts';
import { canRead } from '#permissions';
import { useAnswer } from '../request/ask.js';
import { useActor } from '../session/use-me.js';
import { useWords, wordOf } from '../words/use-words.js';
import type { SubjectChoice } from './permissions-dialog.js';

const limit = 100;
/** How much of a comment tells it from others, in characters. */
const beginning = 60;

/** A recommendation and what belongs to it, as things whose permissions one may ask about: the newest of each. */
export function useSubjects(recommendation: RecommendationView): SubjectChoice[] {
  const say = useWords();
  const actor = useActor();
  const query = { recommendationId: recommendation.id, limit };
  const facts = { recommendation };
  const proposals = useAnswer('listProposals', { query }, canRead(actor, 'proposal', facts)).data;
  const actions = useAnswer('listActions', { query }).data;
  const evidence = useAnswer('listEvidence', { query }).data;
  const comments = useAnswer('listComments', { query }, canRead(actor, 'comment', facts)).data;
  return [
    { type: 'recommendation', id: recommendation.id, name: recommendation.code },
    ...(proposals?.rows ?? []).map(({ id, change, state }) => ({
      type: 'proposal' as const,
      id,
      name: `${say(wordOf('transition', change.transition))} (${say(wordOf('proposal-state', state))})`,
    })),
    ...(actions?.rows ?? []).map(({ id, title }) => ({ type: 'action' as const, id, name: title })),
    ...(evidence?.rows ?? []).map(({ id, title }) => ({ type: 'evidence' as const, id, name: title })),
    ...(comments?.rows ?? []).map(({ id, author, text }) => ({
      type: 'comment' as const,
      id,
      name: `${author.name}: ${text.slice(0, beginning)}`,
    })),
  ];
}
