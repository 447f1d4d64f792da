/** The closed lists of words that table, route, history and label share. Born here, read everywhere. */

export const roles = ['staff', 'manager', 'auditor', 'observer', 'administrator'] as const;
export const scopeTypes = ['installation', 'entity', 'review', 'recommendation'] as const;

export const objectTypes = [
  'installation',
  'entity',
  'person',
  'grant',
  'delegation',
  'review',
  'recommendation',
  'proposal',
  'action',
  'evidence',
  'comment',
  'redaction',
  'emergency-access',
  'mapping',
] as const;
/** Records of what happened and changed no object: they have no state, each stands by itself. */
export const occurrenceTypes = [
  'refusal',
  'sign-in',
  'token',
  'password-link',
  'export',
  'emergency-use',
] as const;
/** What a history entry may be about: every object, and what merely happened. */
export const recordTypes = [...objectTypes, ...occurrenceTypes] as const;

export const issuances = ['draft', 'issued'] as const;
export const acceptances = [
  'pending',
  'under_consideration',
  'accepted',
  'partially_accepted',
  'not_accepted',
] as const;
export const implementations = ['not_started', 'in_progress', 'on_hold', 'reported_implemented'] as const;
export const verifications = ['not_assessed', 'verified', 'evidence_insufficient'] as const;
export const closures = [
  'open',
  'closed_implemented',
  'closed_alternative',
  'closed_risk_accepted',
  'closed_overtaken_by_events',
  'closed_not_implemented',
  'superseded',
] as const;

export const criticalities = ['critical', 'important', 'other'] as const;
export const confidentialities = ['public', 'internal', 'confidential'] as const;
export const duePrecisions = ['day', 'month', 'year'] as const;
export const languages = ['en', 'fr', 'es', 'ar', 'ru', 'zh'] as const;

export const proposalStates = ['open', 'approved', 'rejected', 'returned', 'withdrawn', 'voided'] as const;
/** Who may decide a proposal: a manager in scope, one of a level above, a verifier, or either of the latter's kinds. */
export const deciderLevels = ['manager', 'higher_manager', 'verifier', 'manager_or_verifier'] as const;
export const actionStates = ['planned', 'in_progress', 'completed', 'dropped'] as const;
export const evidenceStates = ['current', 'withdrawn'] as const;
export const evidenceKinds = ['file', 'link'] as const;
export const commentStates = ['open', 'resolved'] as const;
export const emergencyStates = ['requested', 'approved', 'refused', 'ended'] as const;
/** Content that is opened one by one. */
export const openedTypes = ['recommendation', 'proposal', 'evidence'] as const;
export const redactionStates = ['requested', 'approved', 'rejected'] as const;
export const mappingStates = ['active', 'ended'] as const;
/** On what ground something may be taken out of the record. */
export const legalBases = [
  'safety_of_persons',
  'personal_data',
  'court_order',
  'legal_privilege',
  'other_law',
] as const;
/** Decisions that a person may lend to another. */
export const delegableDeeds = [
  'proposal.approve',
  'proposal.reject',
  'proposal.return',
  'redaction.approve',
  'redaction.reject',
  'recommendation.assign',
] as const;
export const personStates = ['active', 'deactivated'] as const;
/** What an API token lets its bearer do: read, or all that its person may. */
export const tokenAccesses = ['read', 'write'] as const;
/** Why somebody may choose a password by a link: invited to an account, or having forgotten the old one. */
export const passwordLinkKinds = ['invitation', 'reset'] as const;
/** By what a person shows who they are; `sso-mfa` where the provider says that it asked for several factors. */
export const signInMethods = ['password', 'totp', 'recovery-code', 'passkey', 'sso', 'sso-mfa'] as const;
export const entityKinds = [
  'organization',
  'department',
  'fund_or_programme',
  'mission',
  'country_team',
  'office',
] as const;

export type Role = (typeof roles)[number];
export type ScopeType = (typeof scopeTypes)[number];
export type ObjectType = (typeof objectTypes)[number];
export type OccurrenceType = (typeof occurrenceTypes)[number];
export type RecordType = (typeof recordTypes)[number];
export type Issuance = (typeof issuances)[number];
export type Acceptance = (typeof acceptances)[number];
export type Implementation = (typeof implementations)[number];
export type Verification = (typeof verifications)[number];
export type Closure = (typeof closures)[number];
export type Criticality = (typeof criticalities)[number];
export type Confidentiality = (typeof confidentialities)[number];
export type DelegableDeed = (typeof delegableDeeds)[number];
export type LegalBasis = (typeof legalBases)[number];
export type DeciderLevel = (typeof deciderLevels)[number];
export type TokenAccess = (typeof tokenAccesses)[number];
export type PasswordLinkKind = (typeof passwordLinkKinds)[number];
export type SignInMethod = (typeof signInMethods)[number];
export type Language = (typeof languages)[number];

/** The states that one axis of a recommendation may take, by axis. */
export const axes = {
  issuance: issuances,
  acceptance: acceptances,
  implementation: implementations,
  verification: verifications,
  closure: closures,
} as const;
export type Axis = keyof typeof axes;
