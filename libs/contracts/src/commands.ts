import type { z } from 'zod';
import { ChangeAction, CompleteAction, DropAction, PlanAction, StartAction } from './action.js';
import { EditComment, PostComment, ResolveComment } from './comment.js';
import {
  ApproveEmergencyAccess,
  EndEmergencyAccess,
  RefuseEmergencyAccess,
  RequestEmergencyAccess,
} from './emergency-access.js';
import { EndDelegation, GiveDelegation } from './delegation.js';
import { ChangeEntity, CreateEntity } from './entity.js';
import { AddFileEvidence, AddLinkEvidence, ReplaceEvidenceFile, WithdrawEvidence } from './evidence.js';
import { EndGrant, GiveGrant } from './grant.js';
import { ChangeInstallation, FoundInstallation } from './installation.js';
import { AddMapping, EndMapping, MapGrant } from './mapping.js';
import {
  ChangePassword,
  ChangePerson,
  CreatePerson,
  DeactivatePerson,
  ReactivatePerson,
  ResetFactors,
  SetPassword,
} from './person.js';
import {
  ApproveProposal,
  MakeProposal,
  RejectProposal,
  ReturnProposal,
  WithdrawProposal,
} from './proposal.js';
import {
  AssignRecommendation,
  ClassifyRecommendation,
  ConsiderRecommendation,
  DraftRecommendation,
  EditRecommendation,
  HoldRecommendation,
  ResumeRecommendation,
  StartRecommendation,
} from './recommendation.js';
import { ApproveRedaction, RejectRedaction, RequestRedaction } from './redaction.js';
import { ChangeReview, CreateReview } from './review.js';
import type { ObjectType } from './vocabulary.js';

/**
 * How a command comes in. `create` makes an object and takes no version; `change` names an object and the
 * version that the person saw. `inside` commands have no public route: another door of ours issues them.
 */
type Shape = 'create' | 'change';
type Door = 'public' | 'inside';
const command = <T extends ObjectType, S extends Shape, I extends z.ZodType>(
  objectType: T,
  shape: S,
  input: I,
  summary: string,
  door: Door = 'public',
) => ({ objectType, shape, input, summary, door });

/** Every command there is. Doors, permissions, decisions and the OpenAPI document are keyed by these names. */
export const commands = {
  'installation.found': command(
    'installation',
    'create',
    FoundInstallation,
    'Found the installation',
    'inside',
  ),
  'installation.change': command(
    'installation',
    'change',
    ChangeInstallation,
    'Rename the installation or set what it asks of everybody',
  ),
  'entity.create': command('entity', 'create', CreateEntity, 'Add an entity to the tree'),
  'entity.change': command('entity', 'change', ChangeEntity, 'Rename an entity or change its kind'),
  'person.create': command('person', 'create', CreatePerson, 'Open an account'),
  'person.change': command(
    'person',
    'change',
    ChangePerson,
    'Change name, address or language of an account',
  ),
  'person.set-password': command('person', 'change', SetPassword, 'Set the password of an account'),
  'person.reset-factors': command(
    'person',
    'change',
    ResetFactors,
    'Take all second factors of an account away',
  ),
  'person.change-password': command(
    'person',
    'change',
    ChangePassword,
    'Choose one’s own password',
    'inside',
  ),
  'person.deactivate': command('person', 'change', DeactivatePerson, 'Close an account to sign-in'),
  'person.reactivate': command('person', 'change', ReactivatePerson, 'Open a closed account again'),
  'grant.give': command('grant', 'create', GiveGrant, 'Give a person a role within a scope'),
  'grant.end': command('grant', 'change', EndGrant, 'End a grant'),
  'delegation.give': command('delegation', 'create', GiveDelegation, 'Lend decisions to another person'),
  'delegation.end': command('delegation', 'change', EndDelegation, 'End a delegation before its time'),
  'grant.map': command('grant', 'create', MapGrant, 'Give a right by a mapping of single sign-on', 'inside'),
  'mapping.add': command('mapping', 'create', AddMapping, 'Let a group of single sign-on hold a role'),
  'mapping.end': command('mapping', 'change', EndMapping, 'End a mapping, and what it gave'),
  'review.create': command('review', 'create', CreateReview, 'Enter a review'),
  'review.change': command('review', 'change', ChangeReview, 'Change what is said about a review'),
  'recommendation.draft': command('recommendation', 'create', DraftRecommendation, 'Draft a recommendation'),
  'recommendation.edit': command(
    'recommendation',
    'change',
    EditRecommendation,
    'Edit wording, citation or classification',
  ),
  'recommendation.assign': command(
    'recommendation',
    'change',
    AssignRecommendation,
    'Assign lead entity and owner',
  ),
  'recommendation.classify': command(
    'recommendation',
    'change',
    ClassifyRecommendation,
    'Set who may read it',
  ),
  'recommendation.consider': command(
    'recommendation',
    'change',
    ConsiderRecommendation,
    'Take it under consideration',
  ),
  'recommendation.start': command(
    'recommendation',
    'change',
    StartRecommendation,
    'Start work, with a first action',
  ),
  'recommendation.hold': command('recommendation', 'change', HoldRecommendation, 'Put work on hold'),
  'recommendation.resume': command('recommendation', 'change', ResumeRecommendation, 'Resume work'),
  'proposal.make': command('proposal', 'create', MakeProposal, 'Propose a change of state'),
  'proposal.approve': command('proposal', 'change', ApproveProposal, 'Approve a proposal'),
  'proposal.reject': command('proposal', 'change', RejectProposal, 'Reject a proposal'),
  'proposal.return': command('proposal', 'change', ReturnProposal, 'Return a proposal for more'),
  'proposal.withdraw': command('proposal', 'change', WithdrawProposal, 'Withdraw your own proposal'),
  'action.plan': command('action', 'create', PlanAction, 'Plan an action'),
  'action.change': command('action', 'change', ChangeAction, 'Change an action'),
  'action.start': command('action', 'change', StartAction, 'Start an action'),
  'action.complete': command('action', 'change', CompleteAction, 'Complete an action'),
  'action.drop': command('action', 'change', DropAction, 'Drop an action'),
  'evidence.add-link': command('evidence', 'create', AddLinkEvidence, 'Add a link as evidence'),
  'evidence.add-file': command('evidence', 'create', AddFileEvidence, 'Add a file as evidence', 'inside'),
  'evidence.replace': command(
    'evidence',
    'change',
    ReplaceEvidenceFile,
    'Replace the file by a new version',
    'inside',
  ),
  'evidence.withdraw': command('evidence', 'change', WithdrawEvidence, 'Withdraw an item of evidence'),
  'comment.post': command('comment', 'create', PostComment, 'Post a comment'),
  'comment.edit': command('comment', 'change', EditComment, 'Edit your own comment'),
  'comment.resolve': command('comment', 'change', ResolveComment, 'Mark a comment as resolved'),
  'redaction.request': command(
    'redaction',
    'create',
    RequestRedaction,
    'Ask that words or files be taken out of the record, for a legal reason',
  ),
  'redaction.approve': command(
    'redaction',
    'change',
    ApproveRedaction,
    'Approve a redaction: it cannot be undone',
  ),
  'redaction.reject': command('redaction', 'change', RejectRedaction, 'Reject a redaction'),
  'emergency-access.request': command(
    'emergency-access',
    'create',
    RequestEmergencyAccess,
    'Ask to read, for some hours, what you may not read otherwise',
  ),
  'emergency-access.approve': command(
    'emergency-access',
    'change',
    ApproveEmergencyAccess,
    'Open the emergency access that another person asked for',
  ),
  'emergency-access.refuse': command(
    'emergency-access',
    'change',
    RefuseEmergencyAccess,
    'Refuse the emergency access that another person asked for',
  ),
  'emergency-access.end': command(
    'emergency-access',
    'change',
    EndEmergencyAccess,
    'End emergency access before its time, or take the request back',
  ),
} as const;

export type CommandName = keyof typeof commands;
export const commandNames = Object.keys(commands) as CommandName[];
export type CommandInput<N extends CommandName> = z.infer<(typeof commands)[N]['input']>;
/** What a caller may send: defaults not yet filled in. */
export type CommandRequest<N extends CommandName> = z.input<(typeof commands)[N]['input']>;

/** A command as `commit` takes it: parsed, with the object that it is about. */
export type CommandOf<N extends CommandName> = {
  name: N;
  objectType: (typeof commands)[N]['objectType'];
  /** Of the object to change, or the one to be created. */
  objectId: string;
  input: CommandInput<N>;
};
export type Command = { [N in CommandName]: CommandOf<N> }[CommandName];
