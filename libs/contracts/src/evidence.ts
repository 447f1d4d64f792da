import { z } from 'zod';
import {
  CalendarDate,
  ConfidentialityWord,
  Id,
  line,
  PersonName,
  prose,
  Recorded,
  Sha256Hex,
  webAddress,
} from './primitives.js';
import { asOf, PageQuery } from './page.js';
import { integrities } from './check.js';
import { confidentialities, evidenceKinds, evidenceStates } from './vocabulary.js';

/** The largest file that is taken as evidence, in bytes. */
export const evidenceSizeMax = 50 * 1024 * 1024;

/** A file as it was received: where it is kept, and what was measured of its bytes. */
export const StoredFile = z.strictObject({
  /** Server-made name under which the bytes are kept. */
  storageKey: z.string().regex(/^[0-9a-f]{2}\/[0-9a-f-]{36}$/),
  fileName: line(255),
  mediaType: line(120),
  /** Bytes. */
  size: z.int().min(1).max(evidenceSizeMax),
  sha256: Sha256Hex,
});
export type StoredFile = z.infer<typeof StoredFile>;

/** A file or link that shows what was done. Each replacement is a new version of the same item. */
export const EvidenceState = Recorded.extend({
  recommendationId: Id,
  title: z.string(),
  kind: z.enum(evidenceKinds),
  url: z.string().nullable(),
  file: StoredFile.nullable(),
  /** First and last day of the time that the item speaks of. */
  effectiveFrom: CalendarDate.nullable(),
  effectiveTo: CalendarDate.nullable(),
  confidentiality: z.enum(confidentialities),
  addedById: Id,
  state: z.enum(evidenceStates),
});
export type EvidenceState = z.infer<typeof EvidenceState>;

const periodInOrder = (item: { effectiveFrom?: string | null; effectiveTo?: string | null }) =>
  !item.effectiveFrom || !item.effectiveTo || item.effectiveFrom <= item.effectiveTo;
const periodFault = { path: ['effectiveTo'], message: 'is before effectiveFrom' };

const details = {
  recommendationId: Id,
  title: line(300),
  effectiveFrom: CalendarDate.nullable().default(null),
  effectiveTo: CalendarDate.nullable().default(null),
  confidentiality: ConfidentialityWord.default('internal'),
};

/** Evidence by link, as a client asks for it. */
export const AddLinkEvidence = z
  .strictObject({ ...details, url: webAddress(2000) })
  .refine(periodInOrder, periodFault);
/** The fields that go with an uploaded file; the server adds what it measured. */
export const UploadFields = z.strictObject(details).refine(periodInOrder, periodFault);
/** Evidence by file, as the upload door asks for it once the bytes are kept. */
export const AddFileEvidence = z
  .strictObject({ ...details, file: StoredFile })
  .refine(periodInOrder, periodFault);
export const ReplaceEvidenceFile = z.strictObject({ file: StoredFile, reason: prose(4000) });
/** The fields that go with an uploaded replacement. */
export const ReplacementFields = ReplaceEvidenceFile.pick({ reason: true });
export const WithdrawEvidence = z.strictObject({ reason: prose(4000) });

/** Evidence as readers see it: where the bytes are kept stays inside. */
export const EvidenceView = EvidenceState.omit({ file: true }).extend({
  file: StoredFile.omit({ storageKey: true }).nullable(),
  addedBy: PersonName,
  recommendationCode: z.string(),
  recommendationTitle: z.string(),
  /** What the newest check of the file found; null for a link, of which no bytes are kept. */
  integrity: z.enum(integrities).nullable(),
});
export type EvidenceView = z.infer<typeof EvidenceView>;
export const EvidenceQuery = PageQuery.extend({
  ...asOf,
  recommendationId: Id.optional(),
  /** Only current items whose effective period ends before this day; those that end first come first. */
  endsBefore: CalendarDate.optional(),
});
export type EvidenceQuery = z.infer<typeof EvidenceQuery>;
