export { Store } from './store.js';
export { Reader, type Questions } from './reading/reader.js';
export { emptyDatabase, letIn, migrate } from './migrate.js';
export { readerRole, writerRole } from './roles.js';
export { commit } from './commit/commit.js';
export type { CommandContext } from './commit/command-context.js';
export { found, definitionSha256 } from './commit/found.js';
export type { Secret } from './commit/secrets.js';
export { rowShapes } from './entities/rows.js';
export { dataSource } from './database.js';
export { pastTableName } from './naming-strategy.js';
export { entryOf, type Entry } from './log/entries.js';
export { sequencerOf, sequenceBatch } from './log/sequencer.js';
export { proofOf } from './log/tree.js';
export { consistencyProof, entryProof, inclusionProof } from './log/proofs.js';
export { listCheckpoints, logKeys, logStatus, newestCheckpoint } from './log/checkpoints.js';
export { signerOf, signOnce, type SignerOptions } from './signing/signer.js';
export { Operator, NotRememberedError, type SignerStatus, type ToldKey } from './signing/operator.js';
export { originOf } from './signing/key-folder.js';
export { verifyEd25519 } from './signing/verify-ed25519.js';
export { Feed, entriesAfter, headIndex, type FeedEntry } from './log/feed.js';
export { consumeFigures, figuresKeeperOf } from './log/figures-consumer.js';
export { consumePast, pastKeeperOf } from './past/past-keeper.js';
export { compare, type Between } from './past/compare.js';
export { listReaders } from './past/readers.js';
export { settlePast, timeNow } from './past/settled.js';
export { checkPassword, hashPassword, personByPassword, type PasswordCheck } from './people/passwords.js';
export { recordOccurrence, type Happening } from './occurrence/record-occurrence.js';
export { beginSession, endSession, recordRefusedSignIn } from './occurrence/sign-ins.js';
export { csrfTokenOf, isCsrfToken, type Session, type SignedInBy } from './people/sessions.js';
export { mayChangeRights, type Readership, type RightsChange } from './people/rights-changes.js';
export { isRunning } from './people/rights.js';
export { listRecommendations, getRecommendation, recommendationPlan } from './queries/recommendations.js';
export { listReviews, getReview } from './queries/reviews.js';
export { readFigures, listThemes } from './queries/figures.js';
export { listProposals, getProposal, proposalPlan } from './queries/proposals.js';
export { listActions, listEvidence, listComments, evidenceFile } from './queries/work.js';
export {
  listEntities,
  listPeople,
  listGrants,
  getPerson,
  getInstallation,
  lastSeen,
  markSeen,
} from './queries/accounts.js';
export { listEmergencyAccess, listEmergencyUses } from './queries/emergency-access.js';
export { recordEmergencyUses, type Opened } from './occurrence/emergency-use.js';
export { listDelegations, delegationPlan } from './queries/delegations.js';
export { listRedactions, redactionPlan } from './queries/redactions.js';
export { explainDeeds, listCapable, type Subject } from './queries/explain.js';
export { listHistory, historyPlan, missedEntries } from './queries/history.js';
export { segregationReport } from './queries/segregation.js';
export { listSavedQueries, saveQuery, forgetQuery } from './queries/saved-queries.js';
export { pageSql, type ListPlan } from './queries/list.js';
export { checkHistory, type CheckExtent } from './check/check-history.js';
export { checkEvidence, type EvidenceExtent } from './check/check-evidence.js';
export type { Checked, CheckOptions } from './check/course.js';
export { askCheck, cancelCheck, listChecks } from './check/runs.js';
export { listAlarms, type RaisedAlarm } from './check/alarms.js';
export { emergenciesToMail, emergencyMailKey, type EmergencyNews } from './mail/emergency-mails.js';
export { readCheckpointMail, subscribeToCheckpoint, checkpointMailPrefix } from './mail/subscriptions.js';
export {
  checkpointRecipients,
  dropMailsOfFormerReaders,
  forgetOldMails,
  giveUpLostMails,
  keepFate,
  makeMails,
  peopleOfAlarms,
  takeMail,
  type MailFate,
  type Recipient,
} from './mail/outgoing.js';
export {
  linksToMail,
  mailChannel,
  passwordLinkPrefix,
  tokenPlace,
  withItsToken,
  type LinkToMail,
} from './mail/password-link-mails.js';
export { listPasswordLinks, listSessions, listSignIns, listTokens } from './queries/access.js';
export {
  endAccess,
  invite,
  mailResetLink,
  makeToken,
  mustBeAllowed,
  mustKeepAccounts,
  revokeInvitation,
} from './people/keep-access.js';
export { passwordLinkOf, type PasswordLink } from './people/password-links.js';
export { leaveLine, takePlaceInLine, type PlaceInLine } from './people/sign-in-lines.js';
export type { ApiToken } from './people/tokens.js';
export { runningAccess } from './people/running-access.js';
export { Pump } from './log/pump.js';
export { checksKeeperOf, type ChecksKeeper } from './check/keeper.js';
export { exportBundle, giveUp, type BundleExport } from './export/export-bundle.js';
export { exportPoint, type ExportPoint } from './export/export-point.js';
export type { ExportScope } from './export/export-scope.js';
export { untilRightsEnd } from './export/until-rights-end.js';
export { recordExport, recordPeopleExport } from './export/record-export.js';
export { readRecords, UnreadableCsv, type CsvRecord } from './csv/csv-records.js';
export { looksLikeFormula } from './csv/formula.js';
export { planPeople } from './people-import/plan-people.js';
export { carryOutPeople, type PersonRowFate } from './people-import/carry-out.js';
export {
  awaitLink,
  linkIdentity,
  listIdentities,
  noteSignOn,
  ownSignOn,
  personOfAddress,
  personOfIdentity,
  takeLink,
  takeState,
  unlinkIdentity,
  type FoundPerson,
} from './sign-on/identities.js';
export { openAccount } from './sign-on/open-account.js';
export { bringInStep, peopleOfMapping, type ByWord } from './sign-on/mapped-grants.js';
export {
  directoryTokenOf,
  endDirectoryToken,
  listDirectoryTokens,
  makeDirectoryToken,
} from './directory/tokens.js';
export type { ToldQuery, ToldSlice, ToldTerm } from './directory/list-told.js';
export {
  directoryUser,
  listDirectoryUsers,
  type DirectoryUser,
  type ToldUser,
  type UserField,
} from './directory/users.js';
export { changeUser, letGo, nameTold, takeIn, type DirectoryWord } from './directory/keep-user.js';
export {
  addGroup,
  changeGroup,
  directoryGroup,
  groupMembersMax,
  listDirectoryGroups,
  removeGroup,
  type DirectoryGroup,
  type GroupField,
  type ToldGroup,
} from './directory/groups.js';
export { listMappings } from './queries/mappings.js';
export { peopleCsv, peopleTemplate } from './people-import/people-csv.js';
export { sweep, type Swept } from './sweep.js';
export { DiskEvidenceFiles } from './files/disk-evidence-files.js';
export type { EvidenceFiles } from './files/evidence-files.js';
export { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded/start-embedded-postgres.js';
export { EmbeddedPostgresError } from './embedded/embedded-postgres-error.js';
export {
  askForFactor,
  passkeyChallenge,
  signInWithFactor,
  signInWithPasskey,
  type SigningIn,
} from './factors/sign-in.js';
export { hasFactor } from './factors/has-factor.js';
export { mustHaveShown, stepUp, type SteppingUp } from './factors/shown.js';
export { authenticationOptions, registrationOptions, type Site } from './factors/passkeys.js';
export { totpCode, totpUri } from './factors/totp.js';
export {
  addPasskey,
  beginTotp,
  confirmTotp,
  factorResetOf,
  factorsOf,
  forgetFactorReset,
  freshRecoveryCodes,
  removePasskey,
  removeTotp,
  renamePasskey,
  type FactorOwner,
} from './factors/own-factors.js';
