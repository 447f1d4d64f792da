import type { Actor, Page, ProposalQuery, ProposalView } from '#contracts';
import { sidesOf } from '#permissions';
import { effectivePersons } from '#workflow';
import { rowShapes } from '../entities/rows.js';
import { Parameters } from '../parameters.js';
import { prepared } from '../prepared.js';
import { Rows } from '../past/rows.js';
import { amongFound, foundIds } from './found.js';
import { readPage, type ListPlan } from './list.js';
import { changeNaming, toldPinsSql } from './named-evidence.js';
import { searchSql } from './search.js';
import type { Reader } from '../reading/reader.js';

const select = `${rowShapes.proposal.selectList('proposal')},
  json_build_object('id', proposer.id, 'name', proposer.name) as "proposedBy",
  coalesce((select json_agg(json_build_object('id', person.id, 'name', person.name) order by decided.place)
    from jsonb_array_elements(proposal.decisions) with ordinality as decided (decision, place)
    join person on person.id = (decided.decision ->> 'by')::uuid), '[]') as deciders,
  coalesce((select json_agg(case when person.id is not null
        then json_build_object('id', person.id, 'name', person.name) end order by decided.place)
    from jsonb_array_elements(proposal.decisions) with ordinality as decided (decision, place)
    left join person on person.id = (decided.decision ->> 'onBehalfOf')::uuid), '[]') as "decidersOnBehalfOf",
  json_build_object(
    'id', recommendation.id, 'version', recommendation.version, 'code', recommendation.code,
    'title', recommendation.title, 'reviewId', recommendation.review_id, 'reviewCode', review.code,
    'leadEntityId', recommendation.lead_entity_id,
    'leadEntity', case when entity.id is not null
      then json_build_object('id', entity.id, 'name', entity.name, 'acronym', entity.acronym) end,
    'ownerId', recommendation.owner_id, 'criticality', recommendation.criticality,
    'issuance', recommendation.issuance, 'confidentiality', recommendation.confidentiality
  ) as recommendation`;
const from = `proposal
  join recommendation on recommendation.id = proposal.recommendation_id
  join review on review.id = recommendation.review_id
  join person proposer on proposer.id = proposal.proposed_by_id
  left join entity on entity.id = recommendation.lead_entity_id`;

/** Proposals that the person may read. What waits for somebody comes oldest first, everything else newest first. */
export async function listProposals(
  reader: Reader,
  actor: Actor,
  query: ProposalQuery,
): Promise<Page<ProposalView>> {
  const plan = proposalPlan(actor, query, await foundIds(reader, query));
  const page = await readPage<ProposalRow>(reader, plan, query);
  return { ...page, rows: page.rows.map(shaped) };
}

/** The parts of the list's statement; `found` are the only recommendations among which its words are met. */
export function proposalPlan(
  actor: Actor,
  query: ProposalQuery,
  found: readonly string[] | null = null,
): ListPlan {
  const parameters = new Parameters();
  const rows = new Rows(parameters, query.asOf);
  const where = [rows.readableBy(actor, 'proposal'), ...queueSql(actor, query, { parameters, rows })];
  if (query.recommendationId)
    where.push(`proposal.recommendation_id = ${parameters.add(query.recommendationId)}`);
  if (query.state) where.push(`proposal.state = any(${parameters.add(query.state)}::text[])`);
  if (query.search) where.push(searchSql(query.search, parameters));
  where.push(...amongFound('proposal.recommendation_id', found, parameters));
  return {
    before: rows.before,
    select: `${select}, ${toldPinsSql(actor, rows)} as "toldPins"`,
    from,
    where,
    keys: [
      { sql: 'proposal.created_at', type: 'timestamptz' },
      { sql: 'proposal.id', type: 'uuid' },
    ],
    descending: query.queue !== 'waiting-for-me',
    parameters,
  };
}

/** One proposal, or null where there is none that the person may read. */
export async function getProposal(
  reader: Reader,
  actor: Actor,
  id: string,
  asOf?: string,
): Promise<ProposalView | null> {
  const parameters = new Parameters();
  const rows = new Rows(parameters, asOf);
  const text = `${rows.before}select ${select}, ${toldPinsSql(actor, rows)} as "toldPins" from ${from}
    where proposal.id = ${parameters.add(id)} and ${rows.readableBy(actor, 'proposal')}`;
  const [row] = (await reader.query<ProposalRow>(prepared(text, parameters.values))).rows;
  return row ? shaped(row) : null;
}

type ProposalRow = ProposalView & { toldPins: ProposalView['evidence'] };

function shaped({ toldPins: evidence, change, ...proposal }: ProposalRow): ProposalView {
  return { ...proposal, evidence, change: changeNaming(evidence, change) };
}

function queueSql(
  actor: Actor,
  { queue }: ProposalQuery,
  { parameters, rows }: { parameters: Parameters; rows: Rows },
): string[] {
  if (queue === 'all') return [];
  if (queue === 'mine') return [`proposal.proposed_by_id = ${parameters.add(actor.personId)}::uuid`];
  const ways = sidesOf(actor).map(({ lenderId, actor: side }) => {
    const persons = effectivePersons(actor.personId, lenderId).map((id) => parameters.add(id));
    return [rows.allowedTo(side, 'proposal.approve', 'proposal'), ...persons.map(isApartSql)].join(' and ');
  });
  return [`proposal.state = 'open'`, ways.length > 1 ? `(${ways.join(' or ')})` : (ways[0] ?? 'false')];
}

/** Whether a person, named by a parameter, took no part in what a decision must be apart from. */
function isApartSql(person: string): string {
  const decided = (decisions: string) =>
    `(${decisions} @> jsonb_build_array(jsonb_build_object('by', ${person}::text))
      or ${decisions} @> jsonb_build_array(jsonb_build_object('onBehalfOf', ${person}::text)))`;
  // Not `exists`: that is worked out once for all, by reading every proposal that ever was.
  return `not ${decided('proposal.decisions')}
    and (proposal.change ->> 'transition' <> 'verify' or (
      select true from proposal earlier
      where earlier.recommendation_id = proposal.recommendation_id and earlier.state = 'approved'
        and earlier.change ->> 'transition' = 'report-implemented'
        and (earlier.proposed_by_id = ${person}::uuid or ${decided('earlier.decisions')}) limit 1) is null)`;
}
