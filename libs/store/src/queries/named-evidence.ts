import type { Actor, CommentView, HistoryEntry, ProposalView } from '#contracts';
import { mayReadAll } from '#permissions';
import type { Rows } from '../past/rows.js';
import type { Reader } from '../reading/reader.js';
import { readableAmong } from './readable-among.js';

/** Pins of the evidence that a person may read, as SQL over a proposal. Of the others nobody learns that they are there. */
export function toldPinsSql(actor: Actor, rows: Rows): string {
  const readable = rows.readableBy(actor, 'evidence');
  if (readable === 'true') return 'proposal.evidence';
  return `(select coalesce(jsonb_agg(pins.pin order by pins.place), '[]')
    from jsonb_array_elements(proposal.evidence) with ordinality as pins (pin, place)
    where (select true from evidence
      where evidence.id = (pins.pin ->> 'evidenceId')::uuid and ${readable} limit 1) is not null)`;
}

/** What a comment is about, as SQL; one about evidence that the person may not read is told as one about the recommendation. */
export function toldAboutSql(actor: Actor, rows: Rows): string {
  const readable = rows.readableBy(actor, 'evidence');
  if (readable === 'true') return 'comment.about';
  return `case when comment.about ->> 'objectType' <> 'evidence' or (select true from evidence
      where evidence.id = (comment.about ->> 'objectId')::uuid and ${readable} limit 1) is not null
    then comment.about
    else jsonb_build_object('objectType', 'recommendation', 'objectId', comment.recommendation_id) end`;
}

type Pins = ProposalView['evidence'];
type Change = ProposalView['change'];

/** What a proposal asks for, naming no evidence but what is told. */
export function changeNaming(pins: Pins, change: Change): Change {
  if (change.transition !== 'report-implemented') return change;
  const told = new Set(pins.map(({ evidenceId }) => evidenceId));
  return { ...change, evidenceIds: change.evidenceIds.filter((id) => told.has(id)) };
}

/** Fields of a proposal or a comment, in which evidence is named. */
export interface Naming {
  recommendationId?: string;
  evidence?: Pins;
  change?: Change;
  about?: CommentView['about'];
}

/** The same fields, without the evidence that the person may not read. */
export type Told = <F extends Naming>(fields: F) => F;

/** Looks up once which of the evidence that is named in all of these the person may read. */
export async function evidenceTold(reader: Reader, actor: Actor, all: readonly Naming[]): Promise<Told> {
  const named = mayReadAll(actor, 'evidence') ? [] : all.flatMap(evidenceNamedIn);
  if (named.length === 0) return (fields) => fields;
  const readable = await readableAmong(reader, actor, 'evidence', named);
  return (fields) => {
    if (evidenceNamedIn(fields).every((id) => readable.has(id))) return fields;
    const { evidence = [], change, about, recommendationId = '' } = fields;
    const told = evidence.filter(({ evidenceId }) => readable.has(evidenceId));
    return {
      ...fields,
      ...(fields.evidence && { evidence: told }),
      ...(change && { change: changeNaming(told, change) }),
      ...(about && { about: { objectType: 'recommendation', objectId: recommendationId } }),
    };
  };
}

function evidenceNamedIn({ evidence = [], about }: Naming): string[] {
  return [
    ...evidence.map(({ evidenceId }) => evidenceId),
    ...(about?.objectType === 'evidence' ? [about.objectId] : []),
  ];
}

/** Entries that name no evidence that the person may not read, nor places that would count it. */
export async function withoutHiddenEvidence(
  reader: Reader,
  actor: Actor,
  entries: HistoryEntry[],
): Promise<HistoryEntry[]> {
  const told = await evidenceTold(reader, actor, entries.map(fieldsOf));
  return entries.map((entry) => {
    const fields = fieldsOf(entry);
    const set = told(fields);
    if (set === fields || !('set' in entry.body)) return entry;
    return {
      ...entry,
      body: { ...entry.body, set: { ...entry.body.set, ...set } },
      held: entry.held.filter((place) => !isPin(place)),
      redacted: entry.redacted.filter(({ path }) => !isPin(path)),
    };
  });
}

const isPin = (place: string): boolean => place.startsWith('/set/evidence/');

function fieldsOf({ objectType, body }: HistoryEntry): Naming {
  const names = objectType === 'proposal' || objectType === 'comment';
  return names && 'set' in body ? body.set : {};
}
