import type { Confidentiality, DeciderLevel, Issuance, Role } from '#contracts';
import { running, type CastGrant, type Member } from './cast.js';

/**
 * Who may do what, written down a second time from the plan's chapter "People", in plain words and without the
 * product's declaration, so that one is held against the other.
 */

/** A recommendation of the house, as far as rights depend on it. */
export interface About {
  name: string;
  confidentiality: Confidentiality;
  issuance: Issuance;
  entity: 'lead' | 'elsewhere' | null;
  review: 'first review' | 'second review';
  owner: string | null;
}

/** An object of the house: of which kind, in which recommendation, and what else its readers depend on. */
export interface Thing {
  kind: 'recommendation' | 'proposal' | 'action' | 'evidence' | 'comment' | 'redaction';
  about: About;
  marking?: Confidentiality;
  /** Who made it, by name, where it was one of the cast. */
  by?: string;
  decidedBy?: DeciderLevel;
}

export function covers({ place, only }: CastGrant, { name, entity, review }: About): boolean {
  switch (place) {
    case 'everything':
      return true;
    case 'whole':
      return entity !== null;
    case 'lead':
    case 'elsewhere':
      return entity === place;
    case 'first review':
      return review === place;
    case 'one recommendation':
      return only === name;
  }
}

/** Whether this one grant lets its holder read the recommendation. */
function reads(grant: CastGrant, member: Member, about: About): boolean {
  const inside = covers(grant, about);
  switch (grant.role) {
    case 'manager':
    case 'auditor':
      return inside;
    case 'observer':
    case 'administrator':
      return inside && about.issuance === 'issued' && about.confidentiality === 'public';
    case 'staff': {
      const entersReviews = grant.place === 'everything' || grant.place === 'first review';
      return (
        about.owner === member.name ||
        (inside && about.confidentiality !== 'confidential') ||
        (inside && entersReviews && about.issuance === 'draft')
      );
    }
  }
}

const talks: readonly Role[] = ['staff', 'manager', 'auditor'];

/** Whether this one grant lets its holder read the thing. */
function readsThing(grant: CastGrant, member: Member, thing: Thing): boolean {
  if (!reads(grant, member, thing.about)) return false;
  switch (thing.kind) {
    case 'recommendation':
    case 'action':
      return true;
    case 'proposal':
    case 'comment':
    case 'redaction':
      return talks.includes(grant.role);
    case 'evidence':
      if (grant.role === 'manager' || grant.role === 'auditor' || thing.by === member.name) return true;
      return thing.marking === 'public' || (grant.role === 'staff' && thing.marking === 'internal');
  }
}

/** Whether somebody may read the thing. */
export const mayRead = (member: Member, thing: Thing): boolean =>
  running(member).some((grant) => readsThing(grant, member, thing));

/** Who may be told who else reads a recommendation: those who answer for it and those who audit it. */
export const mayKnowReaders = (member: Member, about: About): boolean =>
  running(member).some(
    (grant) => (grant.role === 'manager' || grant.role === 'auditor') && covers(grant, about),
  );

/** Whether somebody may know addresses and such of others’ accounts. */
export const mayKnowAccounts = (member: Member): boolean =>
  running(member).some(
    ({ role, place }) => place === 'everything' && (role === 'auditor' || role === 'administrator'),
  );

/** Whether somebody knows of other people at all. */
export const mayKnowPeople = (member: Member): boolean =>
  running(member).some(({ role }) => role !== 'observer');

/** Whether somebody reads a review itself. */
export const mayReadReview = (member: Member, review: About['review']): boolean =>
  running(member).some(
    ({ place }) => place !== 'one recommendation' && (place !== 'first review' || review === place),
  );

/** Whether somebody keeps accounts: administrators of the whole installation. */
export const mayAdminister = (member: Member): boolean =>
  running(member).some(({ role, place }) => role === 'administrator' && place === 'everything');

/** Why somebody may not: a rule of its own, or that their roles do not allow it. Null where they may. */
export type Why = 'own-proposal' | 'level-too-low' | 'not-permitted' | null;

const inScope = (member: Member, role: Role, about: About) =>
  running(member).some((grant) => grant.role === role && covers(grant, about));
const asReader = (member: Member, role: Role, about: About) =>
  running(member).some((grant) => grant.role === role && reads(grant, member, about));
const allowed = (is: boolean): Why => (is ? null : 'not-permitted');

/** Deeds of staff and managers on what they may read. */
const work = [
  'recommendation.consider',
  'recommendation.hold',
  'recommendation.resume',
  ...['plan', 'change', 'start', 'complete', 'drop'].map((verb) => `action.${verb}`),
  'evidence.add-link',
  'evidence.add-file',
];
const askedByStaff = ['issue', 'respond', 'report-implemented', 'move-due-date'];
const keeping = ['recommendation.assign', 'recommendation.classify'];

/** Whether somebody may do the deed to the thing, as far as their roles go; null where they may. */
export function may(member: Member, deed: string, thing: Thing): Why {
  const { about } = thing;
  const manages = inScope(member, 'manager', about);
  const staffs = asReader(member, 'staff', about);
  const audits = inScope(member, 'auditor', about);
  const isOwn = thing.by === member.name;
  if (work.includes(deed)) return allowed(staffs || manages);
  if (keeping.includes(deed)) return allowed(manages);
  if (deed === 'recommendation.edit') return allowed(manages || (staffs && about.issuance === 'draft'));
  if (deed === 'recommendation.start') return allowed(staffs);
  if (deed === 'proposal.make:reopen' || deed === 'comment.post') return allowed(staffs || manages || audits);
  if (deed.startsWith('proposal.make:'))
    return allowed(askedByStaff.includes(deed.slice('proposal.make:'.length)) ? staffs : manages);
  if (deed === 'proposal.withdraw' || deed === 'comment.edit')
    return allowed(isOwn && (staffs || manages || audits));
  if (deed === 'comment.resolve') return allowed(manages || (isOwn && (staffs || audits)));
  if (deed.startsWith('evidence.')) return allowed(manages || (isOwn && staffs));
  if (deed.startsWith('redaction.'))
    return isOwn && deed !== 'redaction.request' ? 'own-proposal' : allowed(manages);
  return decides(member, thing, { manages, audits });
}

/** Deciding on a proposal: by the level that its kind asks for, and never on one's own. */
function decides(
  member: Member,
  { about, decidedBy, by }: Thing,
  { manages, audits }: { manages: boolean; audits: boolean },
): Why {
  const isAbove = running(member).some(
    ({ role, place }) =>
      role === 'manager' && (place === 'everything' || (place === 'whole' && about.entity !== null)),
  );
  const isEnough = {
    manager: manages,
    higher_manager: isAbove,
    verifier: audits,
    manager_or_verifier: manages || audits,
  };
  if (by === member.name) return 'own-proposal';
  if (isEnough[decidedBy ?? 'manager']) return null;
  return decidedBy === 'higher_manager' && manages ? 'level-too-low' : 'not-permitted';
}
