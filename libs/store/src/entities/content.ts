import { EntitySchema } from 'typeorm';
import type { RecommendationState, ReviewState } from '#contracts';
import { bool, date, int, json, list, orNull, recorded, text, uuid } from './columns.js';

export const reviewEntity = new EntitySchema<ReviewState>({
  name: 'review',
  columns: {
    ...recorded,
    code: text({ unique: true }),
    title: text(),
    symbol: text(orNull),
    date: date(),
    commissionedBy: text(),
    chair: text(orNull),
    summary: text(),
    sources: json(),
    lessons: json(),
  },
});

export const recommendationEntity = new EntitySchema<RecommendationState>({
  name: 'recommendation',
  columns: {
    ...recorded,
    reviewId: uuid(),
    code: text(),
    title: text(),
    text: text(),
    language: text(),
    citation: json(orNull),
    sourceVerified: bool(),
    addressee: text(orNull),
    criticality: text(orNull),
    themes: list('text'),
    leadEntityId: uuid(orNull),
    ownerId: uuid(orNull),
    dueDate: date(orNull),
    duePrecision: text(orNull),
    originalDueDate: date(orNull),
    extensionCount: int(),
    confidentiality: text(),
    issuance: text(),
    acceptance: text(),
    implementation: text(),
    verification: text(),
    closure: text(),
  },
});
