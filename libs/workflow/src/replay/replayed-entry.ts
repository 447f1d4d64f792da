import type { EntryBody, RecordType } from '#contracts';

/** What the judge looks at in an entry; its body is opened. */
export interface ReplayedEntry {
  /** RFC 3339 UTC with milliseconds. */
  at: string;
  actor: string | null;
  onBehalfOf: string | null;
  objectType: RecordType;
  objectId: string;
  objectVersion: number;
  action: string;
  body: EntryBody;
  requestId: string;
}

/** Who acts in an entry: the person, and the one on whose behalf. */
export function personsOf({ actor, onBehalfOf }: ReplayedEntry): string[] {
  return [actor, onBehalfOf].filter((person): person is string => person !== null);
}
