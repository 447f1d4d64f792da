import {
  bringFile,
  bringLink,
  comment,
  completeAction,
  hold,
  lendDecisions,
  plan,
  resume,
  startAction,
} from '../deeds.js';
import { paper, sheet } from '../paper.js';
import {
  approve,
  askVerification,
  proposeClosing,
  proposeDueDate,
  proposeRejection,
  report,
} from '../proposals.js';
import { on, story, tries, type Story } from '../story.js';
import { accepted, begun, issued } from './openings.js';

/** Reported, with three actions behind it: waits for the manager. */
const earlyWarning = story(
  'RW-4',
  issued(-172, 'DPAN', 'critical'),
  accepted(-160, 'diego', 'DPAN', 12),
  begun(-142, 'diego', 'Reunir a las universidades que ya siguen la región', -110),
  on(-141, 'diego', startAction()),
  on(-136, 'diego', plan('indicators', 'Agree on ten indicators with outside organizations', -70, 'diego')),
  on(-135, 'diego', plan('bulletin', 'Publish a monthly bulletin inside the house', -30, 'diego')),
  on(-112, 'diego', completeAction('first', 'Asistieron seis universidades; cuatro quieren seguir.')),
  on(-100, 'diego', startAction('indicators')),
  on(
    -74,
    'diego',
    completeAction('indicators', 'Ten indicators agreed; two partners supply figures every month.'),
  ),
  on(-61, 'kwame', comment('Who reads the bulletin, and what do they do with it?', { mentions: ['diego'] })),
  on(
    -60,
    'diego',
    comment(
      'Lo leen las cinco mesas regionales. En el próximo número preguntamos qué decisiones han tomado.',
      { name: 'answer', answers: 'comment' },
    ),
  ),
  on(-31, 'diego', completeAction('bulletin', 'Three issues have come out on time.')),
  on(
    -11,
    'diego',
    bringFile(
      'third',
      'Third issue of the bulletin',
      paper(
        'bulletin-3.pdf',
        'Early warning bulletin, issue 3',
        'Two indicators moved; one desk was informed the same day.',
      ),
      { from: -40, to: -32 },
    ),
  ),
  on(
    -11,
    'diego',
    bringFile(
      'indicators-list',
      'The ten indicators and who supplies them',
      sheet(
        'indicators.csv',
        ['indicator', 'supplier'],
        ['Hate speech in local radio', 'University A'],
        ['Sudden movements of people', 'Partner B'],
      ),
    ),
  ),
  on(
    -10,
    'diego',
    report(
      'Outside organizations and universities supply indicators every month, and the bulletin carries them to all desks.',
      'third',
      'indicators-list',
    ),
  ),
  tries(-10, 'tevita', approve('report-implemented'), 'not-found'),
);

/** Verified: its closing waits for another manager or the auditor. */
const toTheCouncil = story(
  'RW-9',
  issued(-171, 'DPAN', 'important'),
  accepted(-159, 'diego', 'DPAN', -40),
  begun(-139, 'diego', 'Agree who drafts the fortnightly information note', -115),
  on(-138, 'diego', startAction()),
  on(-119, 'diego', completeAction('first', 'Drafting rotates among three officers.')),
  on(
    -62,
    'diego',
    bringLink('notes', 'The notes of this quarter', 'https://intranet.example/notes/this-quarter'),
  ),
  on(-61, 'diego', report('The note has gone out every two weeks since the rotation began.', 'notes')),
  on(-57, 'kwame', approve('report-implemented')),
  on(-51, 'kwame', askVerification('All notes are behind the link.')),
  on(
    -36,
    'oksana',
    approve('verify', {
      tested:
        'Opened all six notes of the quarter behind the link; the dates are two weeks apart, with one gap of three weeks that is explained in the note itself.',
    }),
  ),
  tries(-35, 'oksana', hold('Wait for the next quarter.'), 'not-permitted'),
  on(
    -5,
    'kwame',
    proposeClosing('close-implemented', 'Verified. The rotation is in the handbook of the department.'),
  ),
);

/** Addressed to Member States: not accepted, with the reason. */
const honestAssessment = story(
  'PS-7',
  issued(-154, 'DPAN', 'other'),
  on(
    -128,
    'diego',
    proposeRejection(
      'It is addressed to Member States. The department can help those who ask, and cannot carry it out for them.',
    ),
  ),
  on(-121, 'kwame', approve('respond', { reason: 'Agreed; our own part is followed under RW-4.' })),
);

/** Resting for a while: the hold voided what had been asked before. */
const betterUse = story(
  'PS-4',
  issued(-152, 'DPAN', 'important'),
  accepted(-132, 'diego', 'DPAN', 30),
  begun(-106, 'diego', 'Interview the desks that use the tools', -50),
  on(-104, 'diego', startAction()),
  on(-71, 'diego', proposeDueDate(90, 'The desks have no time for interviews before the summer.')),
  on(-69, 'kwame', hold('The desks are busy with an emergency. We begin again when it is over.')),
  on(-33, 'diego', resume('The emergency is over; the first two interviews are set.')),
  on(-30, 'diego', proposeDueDate(75, 'Five weeks were lost to the emergency.')),
  on(-27, 'kwame', approve('move-due-date', { reason: 'As agreed when we paused.' })),
  // Two weeks on mission: somebody decides in his name.
  on(-9, 'kwame', lendDecisions('leila', 'DPAN', 12, 'On mission, and out of reach most days.')),
  on(-8, 'diego', proposeDueDate(95, 'Two of those whom we interview are away until the end of the month.')),
  on(-5, 'leila', approve('move-due-date', { reason: 'Kwame told me before he left that this would come.' })),
);

export const politicalAnalysis: Story[] = [earlyWarning, toTheCouncil, honestAssessment, betterUse];
