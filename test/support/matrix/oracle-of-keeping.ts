import type { RecordType } from '#contracts';
import { isOf, owned, running, type Area, type CastGrant, type Member } from './cast.js';
import { covers, mayRead, reads, type About, type Thing } from './oracle.js';

/**
 * Who may know of accounts, reviews, entries and rights, and keep them: the second part of what is written down in
 * plain words.
 */

const everywhere = ({ place }: Area): boolean => place === 'everything';

/** Who may be told who else reads a recommendation: those who answer for it and those who audit it. */
export const mayKnowReaders = (member: Member, about: About): boolean =>
  owned(member).some((grant) => isOf(grant, 'manager', 'auditor') && covers(grant, about));

/**
 * Whether somebody may know addresses and such of others’ accounts, everybody's rights and delegations, what is open
 * of their accounts, how the installation is set, and what the house checks of itself.
 */
export const mayKnowAccounts = (member: Member): boolean =>
  owned(member).some((grant) => everywhere(grant) && isOf(grant, 'auditor', 'administrator'));

/** Whether somebody knows of other people at all. */
export const mayKnowPeople = (member: Member): boolean =>
  owned(member).some((grant) => !isOf(grant, 'observer'));

/** Whether somebody knows the tree of entities: whoever has any part, in an emergency too, but not by a loan alone. */
export const mayKnowEntities = (member: Member): boolean => running(member).some(({ lent }) => !lent);

const entersReview = ({ place }: Area, review: About['review']): boolean =>
  place !== 'one recommendation' && (!place.endsWith('review') || review === place);

/** Whether somebody reads a review itself. */
export const mayReadReview = (member: Member, review: About['review']): boolean =>
  running(member).some(
    (grant) => entersReview(grant, review) && (!grant.lent || entersReview(grant.lent, review)),
  );

/** Whether somebody keeps accounts: administrators of the whole installation. */
export const mayAdminister = (member: Member): boolean =>
  owned(member).some((grant) => everywhere(grant) && isOf(grant, 'administrator'));

/** Whether somebody enters reviews, or keeps what is said about this one. */
export const keepsReviews = (
  member: Member,
  enters: boolean,
  review: About['review'] = 'first review',
): boolean =>
  owned(member).some(
    (grant) => isOf(grant, 'staff', 'manager') && (everywhere(grant) || (grant.place === review && !enters)),
  );

/** An entry of the history: about what, and in which recommendation or review. */
export interface Entry {
  objectType: RecordType;
  about: About | null;
  review: About['review'] | null;
  /** With an entry about evidence: its marking, and who brought it. */
  evidence?: Pick<Thing, 'marking' | 'by'>;
}

const ofWork: readonly RecordType[] = ['recommendation', 'action'];
const ofTalk: readonly RecordType[] = ['proposal', 'comment', 'redaction'];
const ofAccounts: readonly RecordType[] = [
  'entity',
  'person',
  'grant',
  'delegation',
  'mapping',
  'installation',
  'sign-in',
  'token',
  'password-link',
];
const ofOpening: readonly RecordType[] = ['export', 'emergency-access'];

/** Whether somebody is told an entry of the history. */
export const mayReadEntry = (member: Member, entry: Entry): boolean =>
  running(member).some((grant) => tellsEntry(grant, member, entry));

function tellsEntry(grant: CastGrant, member: Member, entry: Entry): boolean {
  const { objectType, about, review } = entry;
  if (!grant.lent && !grant.isEmergency && tellsByDuty(grant, member, entry)) return true;
  if (objectType === 'review') return !grant.lent && entersReview(grant, review ?? 'first review');
  if (!about || !reads(grant, member, about)) return false;
  if (ofWork.includes(objectType)) return true;
  if (ofTalk.includes(objectType)) return isOf(grant, 'staff', 'manager', 'auditor');
  const alone = { name: member.name, grants: [grant] };
  return objectType === 'evidence' && mayRead(alone, { kind: 'evidence', about, ...entry.evidence });
}

/** What is told to those who audit, who answer for what was opened, and who keep accounts. */
function tellsByDuty(grant: CastGrant, member: Member, { objectType, about }: Entry): boolean {
  const isInside = about ? covers(grant, about) : everywhere(grant);
  if (isOf(grant, 'auditor')) return isInside;
  if (isOf(grant, 'manager')) return isInside && objectType.startsWith('emergency-');
  if (!isOf(grant, 'administrator') || !everywhere(grant)) return false;
  if (ofAccounts.includes(objectType)) return true;
  return ofOpening.includes(objectType) && (!about || reads(grant, member, about));
}

/** A part of the house for which something was asked or lent. */
export interface Part extends Area {
  /** With `one recommendation`: that one. */
  about?: About;
}

/** Whether whoever has the one place has all of the other. */
function holdsAll(grant: CastGrant, { place, about }: Part): boolean {
  if (everywhere(grant)) return true;
  if (about) return covers(grant, about);
  return grant.place === place || (grant.place === 'whole' && (place === 'lead' || place === 'elsewhere'));
}

/** What may be done about access in an emergency, beside asking for it, which anybody may. */
export type EmergencyDeed = 'read' | 'approve' | 'refuse' | 'end';

/** Whether somebody may do this about emergency access that somebody asked for in a part of the house. */
export function mayOnEmergency(member: Member, deed: EmergencyDeed, part: Part, askedBy: string): boolean {
  if (askedBy === member.name) return deed === 'read' || deed === 'end';
  return owned(member).some(
    (grant) =>
      (isOf(grant, 'manager') && holdsAll(grant, part)) ||
      (isOf(grant, 'auditor', 'administrator') && everywhere(grant)),
  );
}

/** Whether somebody may read of a delegation, or end it. */
export const mayOnDelegation = (member: Member, deed: 'read' | 'end', isSide: boolean): boolean =>
  isSide || mayAdminister(member) || (deed === 'read' && mayKnowAccounts(member));

/** Whether somebody may lend a decision in a part of the house: one that is theirs there, by a right of their own. */
export const mayLend = (member: Member, deed: string, part: Part): boolean =>
  owned(member).some(
    (grant) =>
      holdsAll(grant, part) &&
      (isOf(grant, 'manager') ||
        (isOf(grant, 'auditor') && grant.verifies !== false && deed.startsWith('proposal.'))),
  );
