import type {
  ActionState,
  EmergencyAccessState,
  CommentState,
  DelegationState,
  EntityState,
  EvidenceState,
  GrantState,
  InstallationState,
  MappingState,
  PersonState,
  ProposalState,
  RedactionState,
  RedactionTarget,
  RecommendationState,
  ReviewState,
} from '#contracts';

/** Everything that a rule may look at; which of it is loaded and locked is said once, in the store. */
export interface World {
  installation?: InstallationState;
  entity?: EntityState;
  person?: PersonState;
  grant?: GrantState;
  delegation?: DelegationState;
  review?: ReviewState;
  recommendation?: RecommendationState;
  proposal?: ProposalState;
  action?: ActionState;
  evidence?: EvidenceState;
  comment?: CommentState;
  redaction?: RedactionState;
  'emergency-access'?: EmergencyAccessState;
  mapping?: MappingState;
  /** Open proposals of the recommendation. */
  openProposals?: ProposalState[];
  /** Proposals of the recommendation that were approved, newest first. */
  approvedProposals?: ProposalState[];
  /** Items of evidence that the command names. */
  namedEvidence?: EvidenceState[];
  /** Every place of the recommendation's history that says the same as a redaction's targets. */
  sameWords?: RedactionTarget[];
  /** Whether one of asker and actor stands in for the other, by a delegation that runs. */
  areDeputies?: boolean;
  /** Identifiers that the command names and that exist, by what they name. */
  known?: Pick<ReadonlySet<string>, 'has'>;
}

/** What a rule is told of the moment; it has no clock and no random source of its own. */
export interface Moment {
  /** Database clock, RFC 3339 UTC with milliseconds. */
  at: string;
  actorId: string;
  /** Who lent the actor the right to do this; null where it is the actor's own. */
  onBehalfOfId: string | null;
  /** Identifiers for objects that the command creates beside its own. */
  freshIds: readonly string[];
}

/** The part of the world that a rule cannot do without. The store loads it for the rule, so its lack is our fault. */
export function need<K extends keyof World>(world: World, name: K): NonNullable<World[K]> {
  const part = world[name];
  if (part === undefined) throw new Error(`'${name}' was not loaded for this command`);
  return part;
}
