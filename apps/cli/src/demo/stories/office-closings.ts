import {
  assign,
  bringFile,
  classify,
  comment,
  endLending,
  lendDecisions,
  plan,
  startAction,
} from '../deeds.js';
import { note } from '../paper.js';
import {
  approve,
  proposeAcceptance,
  proposeClosing,
  proposeDueDate,
  proposeReopening,
  withdraw,
} from '../proposals.js';
import { on, story, tries, type Story } from '../story.js';
import { accepted, begun, issued } from './openings.js';

/** Confidential and critical: a later due date waits for the level above. */
const immunities = story(
  'IRP-6',
  issued(-179, 'OHRF', 'critical'),
  on(-166, 'beatriz', classify('confidential', 'The handling names staff members and their cases.')),
  on(-162, 'beatriz', assign('OHRF', 'amara')),
  on(-160, 'amara', proposeAcceptance('amara', -30)),
  on(-154, 'leila', approve('respond')),
  begun(-140, 'amara', 'Agree with the legal desk who answers within 24 hours', -100),
  on(-138, 'amara', startAction()),
  on(
    -120,
    'amara',
    bringFile(
      'cases',
      'Cases of the last five years, without names',
      note('cases.txt', 'Eleven cases; median time to a first answer: nine days.'),
      { confidentiality: 'confidential' },
    ),
  ),
  on(-44, 'amara', proposeDueDate(-2, 'The legal desk changed its head; the agreement must be made anew.')),
  tries(-42, 'leila', approve('move-due-date'), 'level-too-low'),
  on(-41, 'priya', approve('move-due-date', { reason: 'Once, and with a first answer by then.' })),
  tries(-39, 'diego', comment('What is this one about?', { name: 'curious' }), 'not-found'),
  tries(-38, 'thabo', comment('Is there anything new?', { name: 'observed' }), 'not-found'),
  on(
    -7,
    'amara',
    proposeDueDate(
      60,
      'The new head of the legal desk asks for two months to build the duty roster. A first answer within three days is already the rule.',
    ),
  ),
);

/** Given up for something better, after a proposal that was withdrawn. */
const humanResources = story(
  'HRuF-2.1',
  issued(-150, 'OHRF', 'important'),
  accepted(-130, 'amara', 'OHRF', 10),
  begun(-112, 'amara', 'Write the sentence for vacancy notices', -60),
  on(-75, 'leila', proposeClosing('close-overtaken', 'The new staff rules cover this.')),
  on(-73, 'leila', withdraw('close-overtaken', 'The rules cover interviews only; I spoke too soon.')),
  // A delegation that was ended before its time.
  on(-61, 'leila', lendDecisions('priya', 'OHRF', -50, 'On leave.')),
  on(-54, 'leila', endLending('priya', 'Back four days early.')),
  on(
    -52,
    'leila',
    proposeClosing(
      'close-alternative',
      'The value is now part of the yearly appraisal of every post, which reaches more people than vacancy notices would.',
    ),
  ),
  on(-47, 'beatriz', approve('close-alternative', { reason: 'The alternative goes further.' })),
);

/** Closed, and opened again because the world did not keep still. */
const recommit = story(
  'HRuF-1.1',
  issued(-165, 'OHRF', 'critical'),
  accepted(-145, 'amara', 'OHRF', 100),
  on(
    -100,
    'leila',
    proposeClosing('close-overtaken', 'The yearly report restates the commitment by itself.'),
  ),
  on(
    -95,
    'oksana',
    approve('close-overtaken', { reason: 'The report of this year does so on its first page.' }),
  ),
  tries(-94, 'oksana', approve('close-overtaken'), 'already-decided-by-you'),
  on(-92, 'beatriz', approve('close-overtaken', { reason: 'Agreed, as the second of two.' })),
  on(-50, 'oksana', proposeReopening('The draft of the next report leaves the commitment out.')),
  on(-46, 'priya', approve('reopen', { reason: 'Then it is not overtaken.' })),
  begun(-38, 'amara', 'Propose the paragraph for the next report', 20),
);

/** Accepted, never begun, and late. */
const principals = story(
  'HRuF-1.2',
  issued(-145, 'OHRF', 'important'),
  accepted(-125, 'amara', 'OHRF', -25),
  on(
    -20,
    'leila',
    comment('The meeting of the principals was moved twice. When is the next date?', { mentions: ['amara'] }),
  ),
);

/** Closed; somebody asks to open it again, and that waits. */
const shareCommitment = story(
  'HRuF-1.4',
  issued(-142, 'OHRF', 'other'),
  accepted(-122, 'amara', 'OHRF', 40),
  on(-80, 'leila', proposeClosing('close-overtaken', 'The commitment was shared in the yearly briefing.')),
  on(-77, 'beatriz', approve('close-overtaken')),
  on(-2, 'amara', proposeReopening('Three delegations say that they have not received the text.')),
);

/** Under way, and in time. */
const memberStates = story(
  'IRP-F4',
  issued(-100, 'OHRF', 'other'),
  accepted(-80, 'amara', 'OHRF', 45),
  begun(-60, 'amara', 'Prepare a list of delegations that ask for briefings', -20),
  on(-58, 'amara', startAction()),
  on(-30, 'amara', plan('calendar', 'Publish a calendar of informal briefings', 20, 'amara')),
);

export const officeClosings: Story[] = [
  immunities,
  humanResources,
  recommit,
  principals,
  shareCommitment,
  memberStates,
];
