import type { Actor } from '#contracts';
import { accessSpeech, ownAccess } from './nouns/access.js';
import { accountProhibitions, accountSpeech } from './nouns/accounts.js';
import { checkSpeech } from './nouns/check.js';
import {
  emergencyAccessOfAnybody,
  emergencyAccessProhibitions,
  emergencyAccessSpeech,
} from './nouns/emergency-access.js';
import { delegationOfPerson, delegationSpeech, lendingOf } from './nouns/delegation.js';
import { historySpeech } from './nouns/history.js';
import { proposalProhibitions, proposalSpeech } from './nouns/proposal.js';
import { recommendationSpeech } from './nouns/recommendation.js';
import { readerSpeech } from './nouns/reader.js';
import { redactionProhibitions, redactionSpeech } from './nouns/redaction.js';
import { reviewSpeech } from './nouns/review.js';
import { actionSpeech, commentSpeech, evidenceSpeech } from './nouns/work.js';
import { asInEmergency } from './emergency.js';
import { asLent } from './lent.js';
import { withinScope, type Sentence, type Speech } from './sentence.js';

const speeches: readonly Speech[] = [
  accountSpeech,
  delegationSpeech,
  reviewSpeech,
  recommendationSpeech,
  proposalSpeech,
  actionSpeech,
  evidenceSpeech,
  commentSpeech,
  redactionSpeech,
  emergencyAccessSpeech,
  historySpeech,
  checkSpeech,
  readerSpeech,
  accessSpeech,
];

/** The whole declaration of who may do what, spoken for one person: all that is allowed, then all that is forbidden. */
export function sentencesFor({ personId, grants }: Actor): Sentence[] {
  return [
    ...grants.flatMap((grant) => {
      const speaker = { personId, grant, within: withinScope(grant) };
      const spoken = speeches.flatMap((speech) => speech(speaker));
      const said = asInEmergency(asLent(spoken, grant), grant);
      return [...said, ...lendingOf(said, grant, personId)];
    }),
    ...emergencyAccessOfAnybody(personId),
    ...delegationOfPerson(personId),
    ...ownAccess(personId),
    ...proposalProhibitions(personId),
    ...accountProhibitions(personId),
    ...redactionProhibitions(personId),
    ...emergencyAccessProhibitions(personId),
  ];
}
