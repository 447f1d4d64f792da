import {
  approveRedaction,
  askRedaction,
  bringFile,
  comment,
  completeAction,
  editComment,
  plan,
  startAction,
  withdrawEvidence,
} from '../deeds.js';
import { note, sheet } from '../paper.js';
import { approve, proposeAcceptance, proposeRejection, reject, report, sendBack } from '../proposals.js';
import { on, story, tries, type Story } from '../story.js';
import { accepted, begun, issued } from './openings.js';

/** The report was rejected for want of proof; the work is late. */
const coherentStrategies = story(
  'HRuF-3',
  issued(-164, 'CTA', 'important'),
  accepted(-147, 'salma', 'CTA', -12),
  begun(-129, 'salma', 'عقد اجتماع تنسيقي مع جميع الوكالات', -100),
  on(-127, 'salma', startAction()),
  on(-99, 'salma', completeAction('first', 'عُقد الاجتماع بحضور تسع وكالات، واتفقت على استراتيجية مشتركة.')),
  on(
    -84,
    'salma',
    bringFile(
      'strategy',
      'الاستراتيجية المشتركة',
      note('strategy-ar.txt', 'مسودة الاستراتيجية المشتركة لفريق البلد.'),
      { from: -99 },
    ),
  ),
  on(
    -83,
    'salma',
    report('The agencies agreed on one strategy at their meeting; the text is attached.', 'strategy'),
  ),
  on(
    -79,
    'leila',
    reject(
      'report-implemented',
      'The text is a draft, and two agencies have not signed. Please come back with the signed strategy.',
    ),
  ),
  on(
    -76,
    'salma',
    comment('شكراً على الملاحظة. ننتظر توقيع وكالتين خلال هذا الشهر.', { mentions: ['leila'] }),
  ),
  on(-75, 'salma', editComment('comment', 'شكراً على الملاحظة. ننتظر توقيع وكالتين قبل نهاية الشهر القادم.')),
  on(-67, 'salma', plan('signatures', 'الحصول على توقيع الوكالتين المتبقيتين', -25, 'salma')),
  on(-59, 'salma', startAction('signatures')),
  on(
    -58,
    'salma',
    comment('The list of the second agency came from their driver, who must not be named anywhere.', {
      name: 'source',
    }),
  ),
  on(
    -57,
    'leila',
    askRedaction(
      'source',
      'safety_of_persons',
      'The remark lets somebody be recognised who asked not to be named.',
    ),
  ),
  tries(-57, 'leila', approveRedaction('source', 'It is urgent.'), 'own-proposal'),
  on(-56, 'priya', approveRedaction('source', 'Agreed: it adds nothing to the recommendation.')),
  tries(
    -22,
    'thabo',
    comment('The public would like to read the strategy.', { name: 'observed' }),
    'not-permitted',
  ),
);

/** An answer that was sent back for more. */
const groundAction = story(
  'IRP-F5',
  issued(-115, 'CTA', 'other'),
  on(-65, 'salma', proposeRejection('The country team has no means for this.')),
  on(
    -62,
    'leila',
    sendBack('respond', 'Which means are lacking, and what could be done with those at hand?'),
  ),
  on(-18, 'salma', proposeAcceptance('salma', 120)),
  on(-15, 'leila', approve('respond', { reason: 'Much better. Thank you for finding a way.' })),
);

/** Begun with the wrong paper as proof, which was taken back. */
const protection = story(
  'RW-5',
  issued(-109, 'CTA', 'critical'),
  accepted(-93, 'salma', 'CTA', 70),
  begun(-73, 'salma', 'Map the places where civilians ask for protection', -14),
  on(-71, 'salma', startAction()),
  on(
    -58,
    'salma',
    bringFile(
      'map',
      'Places where civilians ask for protection',
      sheet('places.csv', ['place', 'requests'], ['North road', 14], ['River crossing', 9]),
    ),
  ),
  on(-57, 'salma', withdrawEvidence('map', 'The file names a village that must not be named.')),
  on(-16, 'salma', completeAction('first', 'The map is drawn and kept with the security desk.')),
);

export const countryTeam: Story[] = [coherentStrategies, groundAction, protection];
