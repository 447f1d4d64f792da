import { bringFile, comment, completeAction, plan, startAction } from '../deeds.js';
import { note, sheet } from '../paper.js';
import { approve, askVerification, report, reject } from '../proposals.js';
import { on, story } from '../story.js';
import { accepted, begun, issued } from './openings.js';

/** The verifier was not convinced the first time; the second report waits for the verifier. */
export const analysis = story(
  'HRuF-5',
  issued(-175, 'OHRF', 'important'),
  accepted(-163, 'amara', 'OHRF', -20),
  begun(-148, 'amara', 'Set up a weekly analysis meeting with the desks', -130),
  on(-147, 'amara', startAction()),
  on(-126, 'amara', completeAction('first', 'The meeting has been held every week for five weeks.')),
  on(
    -118,
    'amara',
    bringFile(
      'minutes',
      'Minutes of five meetings',
      note('minutes.txt', 'Five meetings, held on Tuesdays.', 'Present: analysts of two desks.'),
      { from: -147, to: -120 },
    ),
  ),
  on(-117, 'amara', report('The weekly meeting is established and gives one common analysis.', 'minutes')),
  on(-113, 'leila', approve('report-implemented')),
  on(-108, 'leila', askVerification('Please look at whether the analysis reaches decisions.')),
  on(
    -96,
    'oksana',
    reject(
      'verify',
      'The minutes show that meetings take place; they do not show that anything was done with the analysis.',
      'Read all five minutes; looked for decisions that refer to them and found none.',
    ),
  ),
  on(
    -93,
    'leila',
    comment('A fair point. Amara, can we trace from an analysis to a decision?', { mentions: ['amara'] }),
  ),
  on(
    -90,
    'amara',
    plan('trace', 'Keep a register that leads from each analysis to the decision taken', -30, 'amara'),
  ),
  on(-89, 'amara', startAction('trace')),
  on(-28, 'amara', completeAction('trace', 'The register has 17 entries; 14 led to a decision.')),
  on(
    -26,
    'amara',
    bringFile(
      'register',
      'Register of analyses and decisions',
      sheet(
        'register.csv',
        ['analysis', 'decision', 'days'],
        ['A-01', 'D-07', 3],
        ['A-02', 'D-09', 5],
        ['A-03', '', ''],
      ),
      { from: -89, to: -28 },
    ),
  ),
  on(
    -24,
    'amara',
    report('The register shows which analysis led to which decision: 14 of 17.', 'minutes', 'register'),
  ),
  on(-19, 'leila', approve('report-implemented', { reason: 'This answers what the auditor asked.' })),
  on(-8, 'leila', askVerification('The register is what you missed the first time.')),
);
