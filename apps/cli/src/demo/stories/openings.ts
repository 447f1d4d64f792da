import type { Criticality } from '#contracts';
import type { EntityKey, Who } from '../cast.js';
import { assign, consider, setCriticality, start } from '../deeds.js';
import { approve, proposeAcceptance, proposeIssue } from '../proposals.js';
import { on, story, type Step, type Story } from '../story.js';

/** Who manages what an entity leads. */
const managerOf: Record<EntityKey, Who> = {
  SEC: 'priya',
  OHRF: 'leila',
  DPAN: 'kwame',
  POD: 'kwame',
  CTA: 'leila',
};

/** The editor weighs a recommendation, a manager of the whole assigns it, and its own manager issues it. */
export function issued(day: number, lead: EntityKey, criticality: Criticality): Step[] {
  return [
    on(day, 'mei', setCriticality(criticality)),
    on(day + 2, 'beatriz', assign(lead)),
    on(day + 5, 'mei', proposeIssue()),
    on(day + 8, managerOf[lead], approve('issue')),
  ];
}

/** The entity considers it and accepts it in full, with an owner and a due date. */
export function accepted(day: number, owner: Who, lead: EntityKey, due: number): Step[] {
  return [
    on(day, owner, consider()),
    on(day + 4, owner, proposeAcceptance(owner, due)),
    on(day + 9, managerOf[lead], approve('respond')),
  ];
}

/** Work begins with a first action. */
export const begun = (day: number, owner: Who, title: string, due: number): Step[] => [
  on(day, owner, start(title, due, owner)),
];

/** Recommendations that were issued and wait for an answer. */
export const waiting: Story[] = [
  story('HRuF-4', ...issued(-168, 'OHRF', 'important')),
  story('IRP-F1', ...issued(-120, 'OHRF', 'other')),
  story('PS-1', ...issued(-150, 'OHRF', 'critical')),
  story('PS-2', ...issued(-149, 'DPAN', 'other'), on(-60, 'diego', consider())),
  story('RW-1', ...issued(-90, 'DPAN', 'critical')),
  story('RW-8', ...issued(-88, 'DPAN', 'important'), on(-40, 'diego', consider())),
];
