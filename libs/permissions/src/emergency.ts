import type { ActorGrant } from '#contracts';
import type { Noun, Sentence } from './sentence.js';

/** Content, which alone is read in an emergency, with its entries and the entities that it names. */
const content = [
  'review',
  'recommendation',
  'proposal',
  'action',
  'evidence',
  'comment',
  'redaction',
] as const;
const readable: readonly Noun[] = [...content, 'entity', 'history'];

/** What of a grant's sentences may be said of emergency access: reading of content, and of nothing else. */
export function asInEmergency(sentences: readonly Sentence[], { emergencyId }: ActorGrant): Sentence[] {
  if (!emergencyId) return [...sentences];
  return sentences
    .filter(({ deed, noun }) => deed === 'read' && readable.includes(noun))
    .map((sentence) => {
      const { noun, where } = sentence;
      if (noun !== 'history' || where['history.objectType']) return sentence;
      return { ...sentence, where: { ...where, 'history.objectType': { $in: content } } };
    });
}
