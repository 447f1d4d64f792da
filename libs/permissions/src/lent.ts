import type { ActorGrant, Lent } from '#contracts';
import { bothOf, type Conditions } from './condition.js';
import { withinScope, type Noun, type Sentence } from './sentence.js';

/** What must be read to decide: the recommendation with everything that belongs to it, and its review. */
const readToDecide: readonly Noun[] = [
  'recommendation',
  'proposal',
  'action',
  'evidence',
  'comment',
  'redaction',
  'history',
  'review',
];

/** Who asked for what is decided; the person for whom somebody decides is not the one. */
const askers: { readonly [N in Noun]?: 'proposal.proposedById' | 'redaction.requestedById' } = {
  proposal: 'proposal.proposedById',
  redaction: 'redaction.requestedById',
};

/**
 * What of a grant's sentences may be said by the person to whom it was lent: the decisions that were lent, but those
 * on what the lender asked for, and reading as far as it is needed to decide; all within the delegation's scope.
 */
export function asLent(sentences: readonly Sentence[], { lent }: ActorGrant): Sentence[] {
  if (!lent) return [...sentences];
  // A grant that holds none of the decisions has nothing to do with the loan.
  if (!sentences.some(({ deed }) => isAmong(lent, deed))) return [];
  return sentences.flatMap((sentence) => {
    const narrowed = isLent(sentence, lent) ? bothOf(sentence.where, scopeFor(sentence.noun, lent)) : null;
    const asker = sentence.deed === 'read' ? undefined : askers[sentence.noun];
    const where = narrowed && asker ? bothOf(narrowed, { [asker]: { $ne: lent.fromId } }) : narrowed;
    return where ? [{ ...sentence, where }] : [];
  });
}

const isAmong = ({ deeds }: Lent, deed: string): boolean => (deeds as readonly string[]).includes(deed);

function isLent({ deed, noun, where }: Sentence, lent: Lent): boolean {
  if (deed !== 'read') return isAmong(lent, deed);
  if (where['history.objectType'] === 'review') return false;
  return readToDecide.includes(noun) && (noun !== 'review' || lent.scopeType !== 'recommendation');
}

function scopeFor(noun: Noun, lent: Lent): Conditions {
  if (noun !== 'review') return withinScope(lent);
  return lent.scopeType === 'review' ? { 'review.id': lent.scopeId } : {};
}
