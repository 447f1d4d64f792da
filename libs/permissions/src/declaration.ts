import type { Actor } from '#contracts';
import { accountProhibitions, accountSpeech } from './nouns/accounts.js';
import { checkSpeech } from './nouns/check.js';
import { historySpeech } from './nouns/history.js';
import { proposalProhibitions, proposalSpeech } from './nouns/proposal.js';
import { recommendationSpeech } from './nouns/recommendation.js';
import { readerSpeech } from './nouns/reader.js';
import { redactionProhibitions, redactionSpeech } from './nouns/redaction.js';
import { reviewSpeech } from './nouns/review.js';
import { actionSpeech, commentSpeech, evidenceSpeech } from './nouns/work.js';
import { asLent } from './lent.js';
import { withinScope, type Sentence, type Speech } from './sentence.js';

const speeches: readonly Speech[] = [
  accountSpeech,
  reviewSpeech,
  recommendationSpeech,
  proposalSpeech,
  actionSpeech,
  evidenceSpeech,
  commentSpeech,
  redactionSpeech,
  historySpeech,
  checkSpeech,
  readerSpeech,
];

/** The whole declaration of who may do what, spoken for one person: all that is allowed, then all that is forbidden. */
export function sentencesFor({ personId, grants }: Actor): Sentence[] {
  return [
    ...grants.flatMap((grant) => {
      const speaker = { personId, grant, within: withinScope(grant) };
      return asLent(
        speeches.flatMap((speech) => speech(speaker)),
        grant,
      );
    }),
    ...proposalProhibitions(personId),
    ...accountProhibitions(personId),
    ...redactionProhibitions(personId),
  ];
}
