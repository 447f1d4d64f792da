import type { Actor, HistoryEntry, ProposalView } from '#contracts';
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

type Pins = ProposalView['evidence'];
type Change = ProposalView['change'];

/** What a proposal asks for, naming no evidence but what is told. */
export function changeNaming(pins: Pins, change: Change): Change {
  if (change.transition !== 'report-implemented') return change;
  const told = new Set(pins.map(({ evidenceId }) => evidenceId));
  return { ...change, evidenceIds: change.evidenceIds.filter((id) => told.has(id)) };
}

/** Entries without pins of evidence that the person may not read, nor places that would count them. */
export async function withoutHiddenPins(
  reader: Reader,
  actor: Actor,
  entries: HistoryEntry[],
): Promise<HistoryEntry[]> {
  if (mayReadAll(actor, 'evidence')) return entries;
  const named = entries.flatMap((entry) => pinsOf(entry).map(({ evidenceId }) => evidenceId));
  if (named.length === 0) return entries;
  const readable = await readableAmong(reader, actor, 'evidence', named);
  return entries.map((entry) => {
    const pins = pinsOf(entry);
    const told = pins.filter(({ evidenceId }) => readable.has(evidenceId));
    if (told.length === pins.length || !('set' in entry.body)) return entry;
    const change = changeNaming(told, entry.body.set['change'] as Change);
    return {
      ...entry,
      body: { ...entry.body, set: { ...entry.body.set, evidence: told, change } },
      held: entry.held.filter((place) => !isPin(place)),
      redacted: entry.redacted.filter(({ path }) => !isPin(path)),
    };
  });
}

const isPin = (place: string): boolean => place.startsWith('/set/evidence/');

function pinsOf({ objectType, body }: HistoryEntry): Pins {
  const pins = objectType === 'proposal' && 'set' in body ? body.set['evidence'] : undefined;
  return (pins as Pins | undefined) ?? [];
}
