import { bringFile, comment, completeAction, plan, resolveComment, startAction } from '../deeds.js';
import { paper, sheet } from '../paper.js';
import { approve, askVerification, proposeClosing, report } from '../proposals.js';
import { on, story, tries, type Story } from '../story.js';
import { accepted, begun, issued } from './openings.js';

/** Done from end to end: reported, verified and closed. */
const candidInformation = story(
  'HRuF-2',
  issued(-178, 'OHRF', 'important'),
  accepted(-166, 'amara', 'OHRF', -60),
  begun(-150, 'amara', 'Agree a format for briefing notes with the regional desks', -120),
  on(-146, 'amara', startAction()),
  on(-140, 'amara', plan('desks', 'Train the desk officers in the format', -95, 'amara')),
  on(
    -128,
    'amara',
    completeAction('first', 'The format was agreed at the desk meeting and has been in use since.'),
  ),
  on(
    -122,
    'leila',
    comment('Please keep the sensitive annex separate, so that the main note can be shared.'),
  ),
  on(
    -121,
    'amara',
    comment('Done: the annex is its own document now.', { name: 'answer', answers: 'comment' }),
  ),
  on(-119, 'leila', resolveComment()),
  on(-101, 'amara', completeAction('desks', 'Two half-day sessions; 31 desk officers took part.')),
  on(
    -99,
    'amara',
    bringFile(
      'guidance',
      'Guidance for briefing notes, as adopted',
      paper(
        'guidance-briefing-notes.pdf',
        'Guidance for briefing notes',
        'Adopted by the desk meeting.',
        'One page, facts first, sources named.',
      ),
      { from: -128 },
    ),
  ),
  on(
    -98,
    'amara',
    bringFile(
      'attendance',
      'Attendance of the training sessions',
      sheet(
        'attendance.csv',
        ['desk', 'officers', 'attended'],
        ['North', 12, 11],
        ['South', 14, 13],
        ['Islands', 7, 7],
      ),
      { from: -110, to: -101 },
    ),
  ),
  on(
    -97,
    'amara',
    report(
      'The format is in use at all desks and the officers are trained. Both actions are complete.',
      'guidance',
      'attendance',
    ),
  ),
  tries(-97, 'amara', approve('report-implemented'), 'own-proposal'),
  on(
    -94,
    'leila',
    approve('report-implemented', {
      reason: 'I have seen the notes of the last three weeks; they follow the format.',
    }),
  ),
  on(-88, 'leila', askVerification('Ready for your test; the desks expect you.')),
  on(
    -79,
    'oksana',
    approve('verify', {
      tested:
        'Drew 12 briefing notes of the last two months at random and compared each with the guidance; 12 of 12 follow it. Spoke with four desk officers.',
    }),
  ),
  on(
    -72,
    'leila',
    proposeClosing('close-implemented', 'Verified on a sample; the practice is in the desk manual.'),
  ),
  on(-68, 'priya', approve('close-implemented', { reason: 'Agreed. A good example for the other desks.' })),
);

/** Reported, with evidence: waits for the manager. */
const campaign = story(
  'HRuF-1.3',
  issued(-160, 'OHRF', 'other'),
  accepted(-140, 'amara', 'OHRF', 25),
  begun(-120, 'amara', 'Write the messages and have them reviewed in four languages', -90),
  on(-115, 'amara', startAction()),
  on(-92, 'amara', completeAction('first', 'Messages agreed in English, French, Spanish and Arabic.')),
  on(-90, 'amara', plan('posters', 'Place the messages on the intranet and in the lobby', -30, 'amara')),
  on(
    -85,
    'mei',
    comment(
      'The French text says « droits humains » in one place and « droits de l’homme » in another. Please choose one.',
      { name: 'french' },
    ),
  ),
  on(
    -84,
    'amara',
    comment('Merci ! Nous gardons « droits de l’homme », comme dans la Charte.', {
      name: 'thanks',
      answers: 'french',
    }),
  ),
  on(-34, 'amara', completeAction('posters', 'The intranet page is live; posters hang on every floor.')),
  on(
    -6,
    'amara',
    bringFile(
      'figures',
      'Readers of the campaign page, by week',
      sheet('readers-by-week.csv', ['week', 'readers'], ['1', 412], ['2', 388], ['3', 521], ['4', 507]),
      { from: -34, to: -6 },
    ),
  ),
  on(
    -5,
    'amara',
    bringFile(
      'poster',
      'The poster as printed',
      paper('poster.pdf', "Human rights are everybody's work", 'Poster of the internal campaign.'),
      { confidentiality: 'public' },
    ),
  ),
  on(
    -4,
    'amara',
    report(
      'The campaign ran for four weeks inside and outside the office. The page was read 1,828 times; the posters stay.',
      'figures',
      'poster',
    ),
  ),
  on(
    -3,
    'amara',
    comment('Ready for your decision. The figures by week are attached.', {
      name: 'ready',
      mentions: ['leila'],
    }),
  ),
);

export const humanRightsOffice: Story[] = [candidInformation, campaign];
