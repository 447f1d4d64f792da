import type { ActorGrant } from '#contracts';
import type { Noun, Sentence } from './sentence.js';

/** Content, which alone is read in an emergency. */
const content: readonly Noun[] = [
  'review',
  'recommendation',
  'proposal',
  'action',
  'evidence',
  'comment',
  'redaction',
  'entity',
  'history',
];
const entriesOfContent = ['review', ...content.filter((noun) => noun !== 'history' && noun !== 'entity')];

/** What of a grant's sentences may be said of emergency access: reading of content, and of nothing else. */
export function asInEmergency(sentences: readonly Sentence[], { emergencyId }: ActorGrant): Sentence[] {
  if (!emergencyId) return [...sentences];
  return sentences
    .filter(({ deed, noun }) => deed === 'read' && content.includes(noun))
    .map((sentence) => {
      const { noun, where } = sentence;
      if (noun !== 'history' || where['history.objectType']) return sentence;
      return { ...sentence, where: { ...where, 'history.objectType': { $in: entriesOfContent } } };
    });
}
