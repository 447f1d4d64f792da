import {
  askToRead,
  assign,
  bringFile,
  classify,
  comment,
  completeAction,
  endReading,
  openForReading,
  plan,
  postponeAction,
  setCriticality,
  startAction,
} from '../deeds.js';
import { note, paper } from '../paper.js';
import { approve, proposeIssue } from '../proposals.js';
import { on, story, tries, type Story } from '../story.js';
import { accepted, begun, issued } from './openings.js';

/** Under way, told in French. */
const responsive = story(
  'HIPPO-2',
  issued(-169, 'POD', 'important'),
  accepted(-157, 'noemie', 'POD', 55),
  begun(-137, 'noemie', 'Dresser la liste des formes de mission et de leurs conditions', -100),
  on(-134, 'noemie', startAction()),
  on(
    -103,
    'noemie',
    completeAction('first', 'La liste compte neuf formes de mission ; chacune tient sur une page.'),
  ),
  on(-98, 'noemie', plan('pilot', 'Essayer la liste dans une planification réelle', 5, 'noemie')),
  on(
    -97,
    'kwame',
    comment('Merci. Could we have a short English summary for the other departments?', {
      mentions: ['noemie'],
    }),
  ),
  on(
    -96,
    'noemie',
    comment('Oui, une page en anglais suivra vendredi.', { name: 'oui', answers: 'comment' }),
  ),
  on(
    -91,
    'noemie',
    bringFile(
      'list',
      'Liste des formes de mission',
      paper('formes-de-mission.pdf', 'Formes de mission', 'Neuf formes, une page chacune.'),
      { from: -103 },
    ),
  ),
  on(-48, 'noemie', startAction('pilot')),
  on(-17, 'noemie', postponeAction('pilot', 30, 'La planification commence plus tard que prévu.')),
);

/** Confidential: only its owner, managers and auditors may know of it. */
const staffSecurity = story(
  'RW-6',
  issued(-167, 'POD', 'critical'),
  on(-157, 'kwame', classify('confidential', 'Evacuation plans are told to those alone who carry them out.')),
  on(-156, 'kwame', assign('POD', 'noemie')),
  accepted(-153, 'noemie', 'POD', 20),
  begun(-133, 'noemie', 'Vérifier la liste d’évacuation du personnel national', -90),
  on(-131, 'noemie', startAction()),
  on(
    -92,
    'noemie',
    completeAction('first', 'La liste est complète pour trois lieux d’affectation sur quatre.'),
  ),
  on(
    -86,
    'noemie',
    bringFile(
      'drill',
      'Report of the evacuation drill',
      note('drill.txt', 'Drill held on a Sunday morning.', 'All accounted for within 48 minutes.'),
      { from: -87, to: -87, confidentiality: 'confidential' },
    ),
  ),
  on(-61, 'salma', askToRead(12, 'The road to our office is cut, and nobody of the field desk answers.')),
  tries(-61, 'salma', openForReading('It is urgent.'), 'own-proposal'),
  on(-61, 'kwame', openForReading('I am on the way and cannot send the plan myself.')),
  on(-61, 'salma', endReading('Everybody is out; thank you.')),
  on(-54, 'noemie', plan('fourth', 'Complete the list of the fourth duty station', 10, 'noemie')),
  tries(-53, 'salma', comment('Does this cover our national staff too?', { name: 'outside' }), 'not-found'),
);

/** A draft whose issue waits for a manager of the whole. */
const fieldFocus = story(
  'HIPPO-4',
  on(-14, 'mei', setCriticality('important')),
  on(-6, 'mei', proposeIssue()),
  tries(-6, 'mei', approve('issue'), 'own-proposal'),
);

export const field: Story[] = [responsive, staffSecurity, fieldFocus];
