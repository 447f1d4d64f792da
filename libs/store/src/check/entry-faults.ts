import type { CheckFinding, EntryBody, FindingCode, Opening, RecordType } from '#contracts';
import {
  canonicalEntry,
  commitmentsIn,
  isOpeningOf,
  leafHash,
  NotCanonicalError,
  openedBody,
  toHex,
  type EntryFields,
} from '#ledger';
import { sha256 } from '../log/entries.js';

/** An entry as it stands in the database, with what is kept beside it. */
export interface KeptEntry {
  id: string;
  at: string;
  actorId: string | null;
  objectType: RecordType;
  objectId: string;
  objectVersion: number;
  recommendationId: string | null;
  action: string;
  canon: string;
  /** Hex. */
  hash: string;
  openings: Opening[] | null;
  redacted: RedactionMark[] | null;
}

/** The mark that an opening leaves when a redaction removes it: where it was, and the entry of the redaction. */
export interface RedactionMark {
  path: string;
  by: string;
}

/** What an entry says once it is opened, and what is wrong with it. */
export interface ReadEntry {
  /** Null where its bytes cannot be read. */
  said: (Omit<EntryFields, 'body'> & { body: EntryBody }) | null;
  findings: CheckFinding[];
  /** Marks of redactions, of which it must be seen that they name a redaction. */
  marks: RedactionMark[];
}

/** Where an entry stands, as findings name it. */
export const placeOf = ({ id, objectType, objectId, objectVersion, recommendationId }: KeptEntry) => ({
  entryId: id,
  objectType,
  objectId,
  objectVersion,
  ...(recommendationId && { recommendationId }),
});

/** Checks one entry by itself: its bytes against its hash and their form, its columns and its openings against its bytes. */
export function readEntry(kept: KeptEntry): ReadEntry {
  const findings: CheckFinding[] = [];
  const fault = (code: FindingCode, words: string) => findings.push({ code, ...placeOf(kept), words });
  if (toHex(leafHash(sha256, kept.canon)) !== kept.hash)
    fault('entry-altered', `the bytes of entry ${kept.id} are not those that its hash was made of`);
  const fields = parsed(kept.canon);
  if (!fields) {
    fault('entry-form', `the bytes of entry ${kept.id} are not the canonical form of an entry`);
    return { said: null, findings, marks: [] };
  }
  const strange = strangeColumns(kept, fields);
  if (strange.length > 0)
    fault('entry-columns', `columns of entry ${kept.id} differ from its bytes: ${strange.join(', ')}`);
  const marks = openingFaults(kept, fields.body, fault);
  const body = openedBody(fields.body, kept.openings ?? []) as EntryBody;
  return { said: { ...fields, body }, findings, marks };
}

/** The entry behind the bytes; null where they are not exactly what that entry's canonical form is. */
function parsed(canon: string): EntryFields | null {
  try {
    const fields = JSON.parse(canon) as EntryFields;
    return canonicalEntry(fields) === canon ? fields : null;
  } catch (fault) {
    if (fault instanceof SyntaxError || fault instanceof NotCanonicalError || fault instanceof TypeError)
      return null;
    throw fault;
  }
}

function strangeColumns(kept: KeptEntry, fields: EntryFields): string[] {
  const pairs: Record<string, [unknown, unknown]> = {
    id: [kept.id, fields.id],
    at: [kept.at, fields.at],
    actor: [kept.actorId, fields.actor],
    objectType: [kept.objectType, fields.objectType],
    objectId: [kept.objectId, fields.objectId],
    objectVersion: [kept.objectVersion, fields.objectVersion],
    action: [kept.action, fields.action],
  };
  return Object.entries(pairs).flatMap(([name, [column, member]]) => (column === member ? [] : [name]));
}

/** Reports what is wrong with the openings, and answers the marks of those that a redaction is said to have removed. */
function openingFaults(
  { id, openings, redacted }: KeptEntry,
  body: object,
  fault: (code: FindingCode, words: string) => void,
): RedactionMark[] {
  const kept = new Map((openings ?? []).map((opening) => [opening.path, opening]));
  const removed = new Map((redacted ?? []).map((mark) => [mark.path, mark]));
  const marks: RedactionMark[] = [];
  for (const { path, commitment } of commitmentsIn(body)) {
    const opening = kept.get(path);
    const mark = removed.get(path);
    if (opening && !opens(commitment, opening))
      fault('opening-altered', `what entry ${id} committed to at ${path} is not what is kept`);
    if (!opening && mark) marks.push(mark);
    if (!opening && !mark)
      fault('opening-missing', `what entry ${id} committed to at ${path} is gone, and no redaction says so`);
    kept.delete(path);
  }
  for (const path of kept.keys())
    fault('opening-stray', `an opening is kept at ${path}, where entry ${id} committed to nothing`);
  return marks;
}

function opens(commitment: Parameters<typeof isOpeningOf>[1], opening: Opening): boolean {
  try {
    return isOpeningOf(sha256, commitment, opening);
  } catch (fault) {
    // A salt or a value without its form opens nothing.
    if (fault instanceof RangeError || fault instanceof NotCanonicalError || fault instanceof TypeError)
      return false;
    throw fault;
  }
}
