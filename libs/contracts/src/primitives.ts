import { z } from 'zod';
import { confidentialities, duePrecisions, objectTypes } from './vocabulary.js';

/** Identifier of any object: a UUID in lowercase, version 7 where the server makes it. */
export const Id = z.uuid().toLowerCase();

const oneLine = /^[^\p{Cc}\p{Cs}]*$/u;
const brokenText = 'has control characters or broken Unicode';

/** One line of text in NFC, without control characters. `max` counts UTF-16 code units. */
export const line = (max: number, min = 1) =>
  z.string().normalize('NFC').trim().min(min).max(max).regex(oneLine, brokenText);

/** Running text in NFC; line breaks and tabs are kept, other control characters are refused. */
export const prose = (max: number, min = 1) =>
  z
    .string()
    .normalize('NFC')
    .trim()
    .min(min)
    .max(max)
    .regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\r\t])*$/u, brokenText);

/** Text as it is, of any characters but halves of them, which no encoding keeps. */
export const verbatim = (max: number, min = 1) =>
  z
    .string()
    .min(min)
    .max(max)
    .regex(/^\P{Cs}*$/u, 'has broken Unicode');

/** Address of a page on the web, in NFC. */
export const webAddress = (max: number) =>
  z
    .url({ protocol: /^https?$/ })
    .normalize('NFC')
    .max(max)
    .regex(oneLine, brokenText);

// ISO 8601 knows a year 0000; calendars and databases do not.
const isAfterYearZero = (time: string) => !time.startsWith('0000');

/** RFC 3339 time in UTC with milliseconds, as the history writes it. */
export const Timestamp = z.iso.datetime({ precision: 3 }).refine(isAfterYearZero, 'is in no year');
/** RFC 3339 time in UTC, as precisely as people ask. */
export const Instant = z.iso.datetime().max(40).refine(isAfterYearZero, 'is in no year');
/** Calendar date, YYYY-MM-DD. */
export const CalendarDate = z.iso.date().refine(isAfterYearZero, 'is in no year');
/** SHA-256 in lowercase hex. */
export const Sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);
/** Version of an object: 1 when created, one more with each history entry of it. */
export const ObjectVersion = z.int().min(1).max(2_147_483_647);
/** Index of an entry in the log, from 0. */
export const LeafIndex = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** A due date and how precisely it was set: the whole day, month or year counts. */
export const DueDate = z.strictObject({ date: CalendarDate, precision: z.enum(duePrecisions) });
export type DueDate = z.infer<typeof DueDate>;

/** Where in a document a recommendation stands. */
export const Citation = z.strictObject({
  document: line(300),
  section: line(120).nullable().default(null),
  paragraph: line(60).nullable().default(null),
  page: line(40).nullable().default(null),
});
export type Citation = z.infer<typeof Citation>;

export const ConfidentialityWord = z.enum(confidentialities);

/** Names one object of any type. */
export const ObjectReference = z.strictObject({ objectType: z.enum(objectTypes), objectId: Id });
export type ObjectReference = z.infer<typeof ObjectReference>;

/** A person as lists show them. */
export const PersonName = z.object({ id: Id, name: z.string() });
/** An entity as lists show it. */
export const EntityName = z.object({ id: Id, name: z.string(), acronym: z.string().nullable() });

/** What every stored object has: its identity, its version and the times of its first and last entry. */
export const Recorded = z.object({
  id: Id,
  version: ObjectVersion,
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
