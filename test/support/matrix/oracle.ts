import type { Confidentiality, DeciderLevel, Issuance, Role } from '#contracts';
import { isOf, owned, running, type Area, type CastGrant, type Member } from './cast.js';

/**
 * Who may do what, written down a second time from the plan's chapter "People", in plain words and without the
 * product's declaration, so that one is held against the other.
 */

/** A recommendation of the house, as far as rights depend on it. */
export interface About {
  name: string;
  confidentiality: Confidentiality;
  issuance: Issuance;
  entity: 'whole' | 'lead' | 'elsewhere' | null;
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

/** Whether a right holds in a recommendation; one that was lent holds where the lender's own does and the loan too. */
export function covers(grant: Area & Pick<CastGrant, 'lent'>, about: About): boolean {
  return holdsIn(grant, about) && (!grant.lent || holdsIn(grant.lent, about));
}

function holdsIn({ place, only }: Area, { name, entity, review }: About): boolean {
  switch (place) {
    case 'everything':
      return true;
    case 'whole':
      return entity !== null;
    case 'lead':
    case 'elsewhere':
      return entity === place;
    case 'first review':
    case 'second review':
      return review === place;
    case 'one recommendation':
      return only === name;
  }
}

/** Whether this one grant lets its holder read the recommendation. */
export function reads(grant: CastGrant, member: Member, about: About): boolean {
  const inside = covers(grant, about);
  switch (grant.role) {
    case 'manager':
    case 'auditor':
      return inside;
    case 'observer':
    case 'administrator':
      return inside && about.issuance === 'issued' && about.confidentiality === 'public';
    case 'staff': {
      const entersReviews = ['everything', 'first review', 'second review'].includes(grant.place);
      return (
        about.owner === member.name ||
        (inside && about.confidentiality !== 'confidential') ||
        (inside && entersReviews && about.issuance === 'draft')
      );
    }
  }
}

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

/** Why somebody may not: a rule of its own, or that their roles do not allow it. Null where they may. */
export type Why = 'own-proposal' | 'level-too-low' | 'not-permitted' | null;

/** How somebody stands to a thing: by which roles they reach it, and whether it is their own. */
interface Standing {
  staffs: boolean;
  manages: boolean;
  audits: boolean;
  verifies: boolean;
  isAbove: boolean;
  /** Whether they are staff of where it stands, though they may not read all that stands there. */
  isStaffThere: boolean;
  isOwn: boolean;
  thing: Thing;
}

function standingOf(member: Member, thing: Thing, grants: readonly CastGrant[]): Standing {
  const { about } = thing;
  const reaching = grants.filter((grant) => reads(grant, member, about));
  const reaches = (role: Role) => reaching.some((grant) => isOf(grant, role));
  return {
    staffs: reaches('staff'),
    manages: reaches('manager'),
    audits: reaches('auditor'),
    verifies: reaching.some((grant) => isOf(grant, 'auditor') && grant.verifies !== false),
    isAbove: reaching.some(
      (grant) =>
        isOf(grant, 'manager') &&
        (grant.place === 'everything' || (grant.place === 'whole' && about.entity !== 'whole')),
    ),
    isStaffThere: grants.some((grant) => isOf(grant, 'staff') && covers(grant, about)),
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
const byDeciders: Rule = ({ manages, verifies, isAbove, thing: { decidedBy = 'manager' } }) =>
  ({
    manager: manages,
    higher_manager: isAbove,
    verifier: verifies,
    manager_or_verifier: manages || verifies,
  })[decidedBy];

/** Who may do each deed, as far as roles go. */
const deeds: Record<string, Rule> = {
  'recommendation.draft': ({ manages, isStaffThere }) => manages || isStaffThere,
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

/** Deeds of which something is said here. */
export const spokenDeeds = Object.keys(deeds);

/** Whether somebody may do the deed to the thing, as far as their roles go; null where they may. */
export function may(member: Member, deed: string, thing: Thing): Why {
  const rule = deeds[deed];
  if (!rule) throw new Error(`nothing is said of '${deed}'`);
  const isDecision = decisions.test(deed);
  if (isDecision && thing.by === member.name) return 'own-proposal';
  const loans = running(member).filter(({ lent }) =>
    (lent?.deeds as readonly string[] | undefined)?.includes(deed),
  );
  const isLenders = ({ lent }: CastGrant) => isDecision && lent !== undefined && lent.by === thing.by;
  const counting = [...owned(member), ...loans.filter((loan) => !isLenders(loan))];
  if (counting.some((grant) => rule(standingOf(member, thing, [grant])))) return null;
  // What was asked by the one who lent the right is nothing that the right decides.
  if (loans.some((loan) => isLenders(loan) && rule(standingOf(member, thing, [loan])))) return 'own-proposal';
  const isTooLow = isDecision && thing.decidedBy === 'higher_manager';
  return isTooLow && standingOf(member, thing, counting).manages ? 'level-too-low' : 'not-permitted';
}
