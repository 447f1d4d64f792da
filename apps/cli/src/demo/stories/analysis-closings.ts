import { completeAction, dropAction } from '../deeds.js';

import {
  approve,
  proposeAcceptance,
  proposeAcceptingRisk,
  proposeClosing,
  proposeSuperseding,
} from '../proposals.js';
import { on, story, tries, type Story } from '../story.js';
import { accepted, begun, issued } from './openings.js';

/** Two of a kind: one gave way to the other. */
const assessTools = story(
  'PS-3',
  issued(-151, 'DPAN', 'important'),
  accepted(-131, 'diego', 'DPAN', 35),
  on(
    -94,
    'kwame',
    proposeSuperseding(
      'PS-4',
      'The assessment is the first half of using the tools better; we follow both in one place.',
    ),
  ),
  on(-89, 'priya', approve('supersede')),
);

/** Left as it is with open eyes, by two persons of the level above. */
const crisisStructure = story(
  'IRP-F3',
  issued(-148, 'DPAN', 'critical'),
  accepted(-127, 'diego', 'DPAN', -50),
  begun(-105, 'diego', 'Draw the present structure on one page', -85),
  on(
    -83,
    'diego',
    completeAction('first', 'The page shows four bodies, two of which meet about the same things.'),
  ),
  on(
    -76,
    'kwame',
    proposeAcceptingRisk(
      'Two bodies keep overlapping until the reform of the structure is decided. In a fast crisis this may cost a day.',
      120,
      'The reform is decided elsewhere, and working around it twice costs more than it brings.',
    ),
  ),
  on(
    -70,
    'priya',
    approve('close-risk-accepted', { reason: 'Acceptable until the review date and not longer.' }),
  ),
  tries(-69, 'priya', approve('close-risk-accepted'), 'already-decided-by-you'),
  on(
    -63,
    'beatriz',
    approve('close-risk-accepted', { reason: 'I will ask for it again on the review date.' }),
  ),
);

/** The same question, where the second approval is still missing. */
const crisisManagement = story(
  'IRP-3',
  issued(-96, 'DPAN', 'critical'),
  on(-78, 'diego', proposeAcceptance('diego', 40)),
  on(-74, 'kwame', approve('respond')),
  begun(-56, 'diego', 'Compare three drafts of the structure', -22),
  on(-21, 'diego', dropAction('first', 'Two of the three drafts were withdrawn by their authors.')),
  on(
    -13,
    'kwame',
    proposeAcceptingRisk(
      'Without one structure at Headquarters, duties may again overlap and leave gaps.',
      90,
      'Nothing can be decided before the new mandate.',
    ),
  ),
  on(-12, 'priya', approve('close-risk-accepted', { reason: 'With regret, and for ninety days.' })),
);

/** Closed as not implemented, by the level above. */
const humanRightsInformation = story(
  'RW-10',
  issued(-92, 'DPAN', 'other'),
  accepted(-82, 'diego', 'DPAN', 50),
  on(
    -43,
    'kwame',
    proposeClosing(
      'close-not-implemented',
      'The office for human rights does this now; the department has no part left.',
    ),
  ),
  tries(-42, 'kwame', approve('close-not-implemented'), 'own-proposal'),
  on(-37, 'beatriz', approve('close-not-implemented', { reason: 'Followed under IRP-F2.' })),
);

export const analysisClosings: Story[] = [
  assessTools,
  crisisStructure,
  crisisManagement,
  humanRightsInformation,
];
