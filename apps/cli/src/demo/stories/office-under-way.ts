import {
  bringFile,
  bringLink,
  comment,
  completeAction,
  hold,
  plan,
  replaceFile,
  startAction,
} from '../deeds.js';
import { sheet } from '../paper.js';
import {
  approve,
  proposeAcceptance,
  proposePartialAcceptance,
  report,
  reject,
  sendBack,
} from '../proposals.js';
import { on, story, type Story } from '../story.js';
import { accepted, begun, issued } from './openings.js';

/** Under way and late; the first report was sent back. */
const collectBetter = story(
  'IRP-F2',
  issued(-158, 'OHRF', 'critical'),
  accepted(-138, 'amara', 'OHRF', -15),
  begun(-118, 'amara', 'List what information is collected today, and by whom', -80),
  on(-110, 'amara', startAction()),
  on(-70, 'amara', completeAction('first', 'Nineteen collections listed; seven overlap.')),
  on(
    -66,
    'amara',
    bringFile(
      'list',
      'List of collections',
      sheet('collections.csv', ['collection', 'owner'], ['Field reports', 'desk'], ['Open sources', 'unit']),
    ),
  ),
  on(-60, 'amara', report('The list of collections is complete.', 'list')),
  on(
    -55,
    'leila',
    sendBack(
      'report-implemented',
      'A list is a beginning. The recommendation asks for better collection and use: please show one overlap that was ended.',
    ),
  ),
  on(
    -52,
    'amara',
    replaceFile(
      'list',
      sheet(
        'collections-2.csv',
        ['collection', 'owner', 'merged with'],
        ['Field reports', 'desk', ''],
        ['Open sources', 'unit', 'Field reports'],
      ),
      'Shows the first merger',
    ),
  ),
  on(-50, 'amara', plan('merge', 'Merge the seven overlapping collections', -10, 'amara')),
  on(-49, 'amara', startAction('merge')),
  on(
    -12,
    'amara',
    comment(
      'Two of seven mergers are done. We shall be late: the third needs the consent of another department.',
      { mentions: ['leila'] },
    ),
  ),
);

/** Partly accepted, and resting. */
const endorsement = story(
  'HRuF-1.5',
  issued(-155, 'OHRF', 'other'),
  on(
    -130,
    'amara',
    proposePartialAcceptance(
      'amara',
      60,
      'The office endorses the commitment and defines its role; how staff are told is decided for the whole Secretariat and not by us.',
    ),
  ),
  on(-124, 'leila', approve('respond', { reason: 'The reservation is right.' })),
  begun(-110, 'amara', 'Draft a statement of the role of the office', -70),
  on(
    -64,
    'leila',
    hold('Waits for the common text that the Secretariat (demo) is preparing; ours must not contradict it.'),
  ),
);

/** An answer that waits for the manager. */
const informationSystem = story(
  'HRuF-6',
  issued(-70, 'OHRF', 'critical'),
  on(
    -45,
    'amara',
    bringLink(
      'study',
      'Study of the existing systems',
      'https://intranet.example/studies/information-systems',
    ),
  ),
  on(-9, 'amara', proposeAcceptance('amara', 150)),
);

/** First refused, then asked again with a better reason. */
const perspective = story(
  'IRP-2',
  issued(-140, 'OHRF', 'important'),
  on(-118, 'amara', proposeAcceptance('amara', 20)),
  on(
    -114,
    'leila',
    reject('respond', 'We cannot promise this for the strategies of others. Please say which part is ours.'),
  ),
  on(
    -108,
    'amara',
    proposePartialAcceptance(
      'amara',
      90,
      'Accepted for the strategies that this office drafts or clears; for the others we offer advice.',
    ),
  ),
  on(-103, 'leila', approve('respond')),
  begun(-80, 'amara', 'Add a human-rights page to the template of strategies', 15),
);

export const officeUnderWay: Story[] = [collectBetter, endorsement, informationSystem, perspective];
