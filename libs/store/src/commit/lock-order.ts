import type { Command, CommandName } from '#contracts';

/** What a command needs beside its own object. */
export interface Needs {
  /** The recommendation above the object: `moves` locks it for a change, `reads` only keeps it from being moved. */
  recommendation?: 'moves' | 'reads';
  /** Parts of the world that the rule looks at. */
  also?: readonly (
    'openProposals' | 'approvedProposals' | 'namedEvidence' | 'review' | 'sameWords' | 'mapping'
  )[];
}

const moves = { recommendation: 'moves' } as const;
const reads = { recommendation: 'reads' } as const;
const decides = { ...moves, also: ['openProposals', 'approvedProposals', 'namedEvidence'] } as const;

/** Whose rights a command changes, as SQL that answers their identifiers under `id`. */
interface Concerned {
  sql: string;
  values: (command: Command, actorId: string) => string[];
}

const itself: Concerned['values'] = ({ objectId }) => [objectId];
const ofGrant: Concerned = { sql: 'select person_id as id from "grant" where id = $1', values: itself };
const ofEmergency: Concerned = {
  sql: 'select requested_by_id as id from emergency_access where id = $1',
  values: itself,
};
const thePerson: Concerned = { sql: 'select $1::uuid as id', values: itself };

/**
 * Commands that change rights. Before anything else they lock, in this order: the changing of rights as such, so that
 * one of them runs at a time; then each person concerned, against whom every command of that person holds a shared
 * lock. Then they hold their own rights still, as every command does, and go on to rows in the order below. A command
 * that changes no rights takes the one shared lock and then rows; it never waits for rights with a row in its hands.
 */
export const rightsChangers: Partial<Record<CommandName, Concerned>> = {
  'person.deactivate': thePerson,
  'person.reactivate': thePerson,
  'grant.give': {
    sql: 'select $1::uuid as id',
    values: ({ input }) => ('personId' in input ? [input.personId] : []),
  },
  'grant.end': ofGrant,
  'grant.map': {
    sql: 'select $1::uuid as id',
    values: ({ input }) => ('personId' in input ? [input.personId] : []),
  },
  'delegation.give': {
    sql: 'select unnest(array[$1, $2]::uuid[]) as id',
    values: ({ input }, actorId) => ['toId' in input ? input.toId : actorId, actorId],
  },
  'emergency-access.approve': ofEmergency,
  'emergency-access.end': ofEmergency,
  'delegation.end': {
    sql: 'select unnest(array[from_id, to_id]) as id from delegation where id = $1',
    values: itself,
  },
};

/**
 * Needs by command; one that is not named here needs its own object alone. `loadWorld` locks parent before child,
 * always: first the recommendation, then the command's own object, then the recommendation's open proposals by id.
 * Commands that touch the same objects thus wait for each other instead of deadlocking.
 */
export const needs: Partial<Record<CommandName, Needs>> = {
  'recommendation.draft': { also: ['review'] },
  'recommendation.edit': { also: ['openProposals'] },
  'recommendation.assign': { also: ['openProposals'] },
  'recommendation.consider': { also: ['openProposals'] },
  'recommendation.start': { also: ['openProposals'] },
  'recommendation.hold': { also: ['openProposals'] },
  'recommendation.resume': { also: ['openProposals'] },
  'proposal.make': { ...moves, also: ['openProposals', 'namedEvidence'] },
  'proposal.approve': decides,
  'proposal.reject': decides,
  'proposal.return': decides,
  'proposal.withdraw': reads,
  'action.plan': reads,
  'action.change': reads,
  'action.start': reads,
  'action.complete': reads,
  'action.drop': reads,
  'evidence.add-link': reads,
  'evidence.add-file': reads,
  'evidence.replace': reads,
  'evidence.withdraw': reads,
  'comment.post': reads,
  'comment.edit': reads,
  'comment.resolve': reads,
  'redaction.request': { ...moves, also: ['sameWords'] },
  'redaction.approve': { ...moves, also: ['sameWords'] },
  'redaction.reject': reads,
  'grant.map': { also: ['mapping'] },
};
