import { z } from 'zod';
import {
  CalendarDate,
  Citation,
  ConfidentialityWord,
  DueDate,
  EntityName,
  Id,
  line,
  PersonName,
  prose,
  Recorded,
} from './primitives.js';
import { anyId, anyOf, asOf, flag, PageQuery } from './page.js';
import {
  acceptances,
  closures,
  confidentialities,
  criticalities,
  duePrecisions,
  implementations,
  issuances,
  languages,
  verifications,
} from './vocabulary.js';

/** A recommendation with its four axes of state; `issuance` says whether the axes run yet. */
export const RecommendationState = Recorded.extend({
  reviewId: Id,
  code: z.string(),
  title: z.string(),
  text: z.string(),
  language: z.enum(languages),
  citation: Citation.nullable(),
  /** Whether the wording was checked against the source. */
  sourceVerified: z.boolean(),
  addressee: z.string().nullable(),
  criticality: z.enum(criticalities).nullable(),
  themes: z.array(z.string()),
  leadEntityId: Id.nullable(),
  ownerId: Id.nullable(),
  dueDate: CalendarDate.nullable(),
  duePrecision: z.enum(duePrecisions).nullable(),
  /** The first due date that was agreed; stays when the date moves. */
  originalDueDate: CalendarDate.nullable(),
  extensionCount: z.int(),
  confidentiality: z.enum(confidentialities),
  issuance: z.enum(issuances),
  acceptance: z.enum(acceptances),
  implementation: z.enum(implementations),
  verification: z.enum(verifications),
  closure: z.enum(closures),
});
export type RecommendationState = z.infer<typeof RecommendationState>;

/** Code of a recommendation, unique within its review: letters, digits, dots and hyphens. */
export const RecommendationCode = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9.\-/]*$/)
  .max(40);

const details = {
  title: line(300),
  text: prose(20_000),
  language: z.enum(languages),
  citation: Citation.nullable(),
  sourceVerified: z.boolean(),
  addressee: line(200).nullable(),
  criticality: z.enum(criticalities).nullable(),
  themes: z.array(line(120)).max(20),
};

export const DraftRecommendation = z.strictObject({
  reviewId: Id,
  code: RecommendationCode,
  ...details,
  language: details.language.default('en'),
  citation: details.citation.default(null),
  sourceVerified: details.sourceVerified.default(false),
  addressee: details.addressee.default(null),
  criticality: details.criticality.default(null),
  themes: details.themes.default([]),
  leadEntityId: Id.nullable().default(null),
  confidentiality: ConfidentialityWord.default('internal'),
});
export const EditRecommendation = z.strictObject(details).partial();
export const AssignRecommendation = z
  .strictObject({ leadEntityId: Id.nullable(), ownerId: Id.nullable() })
  .partial();
export const ClassifyRecommendation = z.strictObject({
  confidentiality: ConfidentialityWord,
  reason: prose(4000),
});
export const ConsiderRecommendation = z.strictObject({});
export const StartRecommendation = z.strictObject({
  firstAction: z.strictObject({ title: line(300), dueDate: DueDate, ownerId: Id.nullable().default(null) }),
});
export const HoldRecommendation = z.strictObject({ reason: prose(4000) });
export const ResumeRecommendation = z.strictObject({ reason: prose(4000).optional() });

/** A recommendation in lists: what a row shows, without its running text. */
export const RecommendationRow = RecommendationState.omit({ text: true, citation: true }).extend({
  reviewCode: z.string(),
  leadEntity: EntityName.nullable(),
  owner: PersonName.nullable(),
  /** Derived from the due date on the day of asking; never stored. */
  isOverdue: z.boolean(),
  openProposals: z.int(),
});
export type RecommendationRow = z.infer<typeof RecommendationRow>;

/** A recommendation on its own page. */
export const RecommendationView = RecommendationRow.extend({
  text: RecommendationState.shape.text,
  citation: RecommendationState.shape.citation,
  reviewTitle: z.string(),
  /** Whether a file of its evidence, of those that the reader may read, was found missing or altered. */
  evidenceAlarm: z.boolean(),
});
export type RecommendationView = z.infer<typeof RecommendationView>;

export const recommendationSorts = ['updated', 'due', 'code', 'criticality'] as const;

const filters = {
  reviewId: anyId(),
  issuance: anyOf(issuances),
  acceptance: anyOf(acceptances),
  implementation: anyOf(implementations),
  verification: anyOf(verifications),
  closure: anyOf(closures),
  criticality: anyOf(criticalities),
  confidentiality: anyOf(confidentialities),
  leadEntityId: anyId(),
  ownerId: anyId(),
  theme: line(120).optional(),
  overdue: flag(),
  search: line(200).optional(),
};
export const RecommendationQuery = PageQuery.extend({
  ...asOf,
  ...filters,
  sort: z.enum(recommendationSorts).default('updated'),
  order: z.enum(['ascending', 'descending']).optional(),
});
export type RecommendationQuery = z.infer<typeof RecommendationQuery>;

/** Counts by state of each axis, over what the reader may see, exact as of a leaf index. */
export const RecommendationFigures = z.object({
  asOfIndex: z.int(),
  total: z.int(),
  issuance: z.record(z.enum(issuances), z.int()),
  acceptance: z.record(z.enum(acceptances), z.int()),
  implementation: z.record(z.enum(implementations), z.int()),
  verification: z.record(z.enum(verifications), z.int()),
  closure: z.record(z.enum(closures), z.int()),
});
export type RecommendationFigures = z.infer<typeof RecommendationFigures>;
export const FiguresQuery = z.strictObject({ ...asOf, reviewId: Id.optional() });
export type FiguresQuery = z.infer<typeof FiguresQuery>;

export const ThemeQuery = PageQuery.extend(asOf);
export type ThemeQuery = z.infer<typeof ThemeQuery>;
export const ThemeView = z.object({ theme: z.string(), recommendationCount: z.int(), reviewCount: z.int() });
export type ThemeView = z.infer<typeof ThemeView>;
