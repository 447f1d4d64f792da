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

/** Whether a grant is of one of these roles. */
const isOf = ({ role }: CastGrant, ...roles: Role[]): boolean => roles.includes(role);

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
      return isOf(grant, 'staff', 'manager', 'auditor');
    case 'evidence':
      if (isOf(grant, 'manager', 'auditor') || thing.by === member.name) return true;
      return thing.marking === 'public' || (isOf(grant, 'staff') && thing.marking === 'internal');
  }
}

/** Whether somebody may read the thing. */
export const mayRead = (member: Member, thing: Thing): boolean =>
  running(member).some((grant) => readsThing(grant, member, thing));

/** Who may be told who else reads a recommendation: those who answer for it and those who audit it. */
export const mayKnowReaders = (member: Member, about: About): boolean =>
  running(member).some((grant) => isOf(grant, 'manager', 'auditor') && covers(grant, about));

/** Whether somebody may know addresses and such of others’ accounts, and how the installation is set. */
export const mayKnowAccounts = (member: Member): boolean =>
  running(member).some((grant) => grant.place === 'everything' && isOf(grant, 'auditor', 'administrator'));

/** Whether somebody knows of other people at all. */
export const mayKnowPeople = (member: Member): boolean =>
  running(member).some((grant) => !isOf(grant, 'observer'));

/** Whether somebody reads a review itself. */
export const mayReadReview = (member: Member, review: About['review']): boolean =>
  running(member).some(
    ({ place }) => place !== 'one recommendation' && (place !== 'first review' || review === place),
  );

/** Whether somebody keeps accounts: administrators of the whole installation. */
export const mayAdminister = (member: Member): boolean =>
  running(member).some((grant) => grant.place === 'everything' && isOf(grant, 'administrator'));

/** Whether somebody enters reviews, or keeps what is said about the first one. */
export const keepsReviews = (member: Member, enters: boolean): boolean =>
  running(member).some(
    (grant) =>
      isOf(grant, 'staff', 'manager') &&
      (grant.place === 'everything' || (grant.place === 'first review' && !enters)),
  );

/** Why somebody may not: a rule of its own, or that their roles do not allow it. Null where they may. */
export type Why = 'own-proposal' | 'level-too-low' | 'not-permitted' | null;

/** How somebody stands to a thing: by which roles they reach it, and whether it is their own. */
interface Standing {
  staffs: boolean;
  manages: boolean;
  audits: boolean;
  isAbove: boolean;
  isOwn: boolean;
  thing: Thing;
}

function standingOf(member: Member, thing: Thing): Standing {
  const { about } = thing;
  const reaches = (role: Role) =>
    running(member).some((grant) => isOf(grant, role) && reads(grant, member, about));
  return {
    staffs: reaches('staff'),
    manages: reaches('manager'),
    audits: reaches('auditor'),
    isAbove: running(member).some(
      (grant) =>
        isOf(grant, 'manager') &&
        (grant.place === 'everything' || (grant.place === 'whole' && about.entity !== null)),
    ),
    isOwn: thing.by === member.name,
    thing,
  };
}

type Rule = (standing: Standing) => boolean;
const byStaff: Rule = ({ staffs }) => staffs;
const byManagers: Rule = ({ manages }) => manages;
const byWorkers: Rule = ({ staffs, manages }) => staffs || manages;
const byTalkers: Rule = ({ staffs, manages, audits }) => staffs || manages || audits;
const byWhoBroughtItOrManagers: Rule = ({ staffs, manages, isOwn }) => manages || (isOwn && staffs);
const byWhoMadeIt: Rule = (standing) => standing.isOwn && byTalkers(standing);
const byDeciders: Rule = ({ manages, audits, isAbove, thing: { decidedBy = 'manager' } }) =>
  ({
    manager: manages,
    higher_manager: isAbove,
    verifier: audits,
    manager_or_verifier: manages || audits,
  })[decidedBy];

/** Who may do each deed, as far as roles go. */
const deeds: Record<string, Rule> = {
  'recommendation.edit': ({ manages, staffs, thing }) =>
    manages || (staffs && thing.about.issuance === 'draft'),
  'recommendation.assign': byManagers,
  'recommendation.classify': byManagers,
  'recommendation.consider': byWorkers,
  'recommendation.start': byStaff,
  'recommendation.hold': byWorkers,
  'recommendation.resume': byWorkers,
  'proposal.make:issue': byStaff,
  'proposal.make:respond': byStaff,
  'proposal.make:report-implemented': byStaff,
  'proposal.make:move-due-date': byStaff,
  'proposal.make:verify': byManagers,
  'proposal.make:close-implemented': byManagers,
  'proposal.make:close-alternative': byManagers,
  'proposal.make:close-risk-accepted': byManagers,
  'proposal.make:close-overtaken': byManagers,
  'proposal.make:close-not-implemented': byManagers,
  'proposal.make:supersede': byManagers,
  'proposal.make:reopen': byTalkers,
  'proposal.approve': byDeciders,
  'proposal.reject': byDeciders,
  'proposal.return': byDeciders,
  'proposal.withdraw': byWhoMadeIt,
  'action.plan': byWorkers,
  'action.change': byWorkers,
  'action.start': byWorkers,
  'action.complete': byWorkers,
  'action.drop': byWorkers,
  'evidence.add-link': byWorkers,
  'evidence.add-file': byWorkers,
  'evidence.replace': byWhoBroughtItOrManagers,
  'evidence.withdraw': byWhoBroughtItOrManagers,
  'comment.post': byTalkers,
  'comment.edit': byWhoMadeIt,
  'comment.resolve': (standing) => byManagers(standing) || byWhoMadeIt(standing),
  'redaction.request': byManagers,
  'redaction.approve': byManagers,
  'redaction.reject': byManagers,
};
const decisions = /^(proposal\.(approve|reject|return)|redaction\.(approve|reject))$/;

/** Whether somebody may do the deed to the thing, as far as their roles go; null where they may. */
export function may(member: Member, deed: string, thing: Thing): Why {
  const rule = deeds[deed];
  if (!rule) throw new Error(`nothing is said of '${deed}'`);
  const standing = standingOf(member, thing);
  if (standing.isOwn && decisions.test(deed)) return 'own-proposal';
  if (rule(standing)) return null;
  const isTooLow = decisions.test(deed) && thing.decidedBy === 'higher_manager' && standing.manages;
  return isTooLow ? 'level-too-low' : 'not-permitted';
}
