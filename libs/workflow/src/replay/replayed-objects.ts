import type {
  DelegationState,
  EvidenceState,
  ObjectType,
  ProposalState,
  RedactionTarget,
  StateOf,
} from '#contracts';
import type { World } from '../world.js';
import type { CommandBehind } from './command-behind.js';
import { isOpen } from './open-values.js';

export type AnyState = StateOf[ObjectType];

/** Proposals of a recommendation that rules look at. */
interface Proposals {
  open: Set<string>;
  /** Approved ones that reported the implementation: who took part in them does not verify it. */
  reports: Set<string>;
}

/** Every object as the entries so far leave it: one state each, and which proposals belong to a recommendation. */
export class ReplayedObjects {
  private readonly states = new Map<string, AnyState>();
  private readonly types = new Map<string, ObjectType>();
  private readonly proposals = new Map<string, Proposals>();
  /** Delegations by lender and recipient. */
  private readonly delegations = new Map<string, Set<string>>();

  get isEmpty(): boolean {
    return this.states.size === 0;
  }

  get(id: string): AnyState | undefined {
    return this.states.get(id);
  }

  has(id: string): boolean {
    return this.states.has(id);
  }

  find<T extends ObjectType>(type: T, id: string): StateOf[T] | undefined {
    return this.types.get(id) === type ? (this.states.get(id) as StateOf[T]) : undefined;
  }

  keep(type: ObjectType, state: AnyState): void {
    this.types.set(state.id, type);
    this.states.set(state.id, state);
    if (type === 'proposal') this.file(state as ProposalState);
    if (type === 'delegation') this.fileDelegation(state as DelegationState);
  }

  /** Forgets an object whose state cannot be told any more. */
  forget(id: string): void {
    const state = this.states.get(id);
    if (!state) return;
    if (this.types.get(id) === 'proposal') {
      const { recommendationId } = state as ProposalState;
      this.proposals.get(recommendationId)?.open.delete(id);
      this.proposals.get(recommendationId)?.reports.delete(id);
    }
    this.states.delete(id);
    this.types.delete(id);
  }

  /** What one person lent to another, at any time. */
  delegationsOf(fromId: string, toId: string): DelegationState[] {
    const ids = this.delegations.get(`${fromId} ${toId}`) ?? [];
    return [...ids].flatMap((id) => this.find('delegation', id) ?? []);
  }

  /** What the rules look at where this command is given about this object. */
  worldOf({ name, input }: CommandBehind, type: ObjectType, objectId: string): World {
    const own = this.find(type, objectId);
    const recommendationId = recommendationOf(type, objectId, own, input);
    const recommendation = recommendationId ? this.find('recommendation', recommendationId) : undefined;
    const redaction = type === 'redaction' ? (own as World['redaction']) : undefined;
    const world: World = {
      openProposals: this.proposalsOf(recommendationId, 'open'),
      approvedProposals: this.proposalsOf(recommendationId, 'reports'),
      sameWords: (input['targets'] ?? redaction?.targets ?? []) as RedactionTarget[],
    };
    if (recommendation) world.recommendation = recommendation;
    if (own) Object.assign(world, { [type]: own });
    const mapping = mappingOf(input);
    if (mapping) Object.assign(world, { mapping: this.find('mapping', mapping) });
    if (type === 'proposal') world.namedEvidence = this.evidenceNamed(name, input, own as ProposalState);
    return world;
  }

  private evidenceNamed(
    name: string,
    { change }: Record<string, unknown>,
    own: ProposalState | undefined,
  ): EvidenceState[] {
    const ids =
      name === 'proposal.make'
        ? ((change as { evidenceIds?: string[] }).evidenceIds ?? [])
        : (own?.evidence ?? []).map(({ evidenceId }) => evidenceId);
    return ids.flatMap((id) => this.find('evidence', id) ?? []);
  }

  private proposalsOf(recommendationId: string | undefined, which: keyof Proposals): ProposalState[] {
    const filed = recommendationId ? this.proposals.get(recommendationId) : undefined;
    if (!filed) return [];
    return [...filed[which]].map((id) => this.states.get(id) as ProposalState);
  }

  private fileDelegation({ id, fromId, toId }: DelegationState): void {
    const key = `${fromId} ${toId}`;
    this.delegations.set(key, (this.delegations.get(key) ?? new Set()).add(id));
  }

  private file({ id, recommendationId, state, change }: ProposalState): void {
    let filed = this.proposals.get(recommendationId);
    if (!filed) this.proposals.set(recommendationId, (filed = { open: new Set(), reports: new Set() }));
    if (state === 'open') filed.open.add(id);
    else filed.open.delete(id);
    if (state === 'approved' && change.transition === 'report-implemented') filed.reports.add(id);
  }
}

/** The mapping by which a command gives a right. */
export function mappingOf({ mappingId }: Record<string, unknown>): string | undefined {
  return typeof mappingId === 'string' ? mappingId : undefined;
}

/** The recommendation that a command is about: it is named, stands above what is named, or is it. */
export function recommendationOf(
  type: ObjectType,
  objectId: string,
  own: AnyState | undefined,
  input: Record<string, unknown>,
): string | undefined {
  if (type === 'recommendation') return objectId;
  const named =
    input['recommendationId'] ?? (own as { recommendationId?: unknown } | undefined)?.recommendationId;
  return typeof named === 'string' && !isOpen(named) ? named : undefined;
}
