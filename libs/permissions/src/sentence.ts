import {
  objectTypes,
  type ActorGrant,
  type ActorScope,
  type CommandName,
  type DelegableDeed,
  type ProblemCode,
} from '#contracts';
import type { TransitionId } from '#workflow';
import type { Conditions } from './condition.js';
import { outlineOf, type OutlinedNoun } from './outline.js';

/**
 * What may be done: read it, or issue a command about it; a proposal is named with the transition it asks for, and a
 * delegation with what it lends.
 */
export type Deed =
  'read' | CommandName | `proposal.make:${TransitionId}` | `delegation.give:${DelegableDeed}`;
/** `reader`: who can or could see a recommendation. `access`: sessions, tokens and links of other people. */
export const nouns = [...objectTypes, 'history', 'check', 'reader', 'access'] as const;
export type Noun = (typeof nouns)[number];

/** One permission, as data: this deed on this noun, where the conditions hold. */
export interface Sentence {
  deed: Deed;
  noun: Noun;
  where: Conditions;
  /** The fields that it tells of; all of them where none are named. */
  fields?: readonly string[];
  /** Set on a prohibition: the code that the refused person is told. */
  because?: ProblemCode;
}

/** What a sentence may know of the grant that it is spoken for. */
export interface Speaker {
  personId: string;
  grant: ActorGrant;
  /** The grant's scope as conditions on the recommendation. */
  within: Conditions;
}

/** All that one noun's file says: for a role, under one grant. */
export type Speech = (speaker: Speaker) => Sentence[];

export const allow = (deeds: Deed | readonly Deed[], noun: Noun, where: Conditions): Sentence[] =>
  [deeds].flat().map((deed) => ({ deed, noun, where }));

/** Allows to read of an object what everybody is told who may read it, and none of its other fields. */
export const allowOutline = (noun: OutlinedNoun, where: Conditions): Sentence[] => [
  { deed: 'read', noun, where, fields: outlineOf(noun) },
];

export const forbid = (
  deeds: Deed | readonly Deed[],
  noun: Noun,
  where: Conditions,
  because: ProblemCode,
): Sentence[] => [deeds].flat().map((deed) => ({ deed, noun, where, because }));

/** The scope of a grant or delegation as conditions on the recommendation. */
export function withinScope({ scopeType, scopeId, entityIds }: ActorScope): Conditions {
  switch (scopeType) {
    case 'installation':
      return {};
    case 'entity':
      return { 'recommendation.leadEntityId': { $in: entityIds } };
    case 'review':
      return { 'recommendation.reviewId': scopeId };
    case 'recommendation':
      return { 'recommendation.id': scopeId };
  }
}
