import { roles, scopeTypes } from '#contracts';
import { permissionMatrix, type MatrixCondition, type MatrixRow, type MatrixWay } from './matrix.js';

/** The declaration as Markdown, for `docs/PERMISSIONS.md`; a test holds the page to it. */
export function describePermissions(): string {
  const rows = permissionMatrix();
  const nouns = [...new Set(rows.map(({ noun }) => noun))];
  return [
    '# Who may do what',
    '',
    'Made from `libs/permissions/src/nouns` by `npm run docs`. The doors, the lists, the live feed, the explanations and the web client’s page `/permissions` read the same declaration.',
    '',
    'A role counts within the scope of its grant: the installation, an entity with all below it, a review, or one recommendation. Of several ways any one suffices. Whoever may not read an object is answered as if it were not there. A right that somebody lent gives the decisions that were lent, within the part that was lent, and nothing on what the lender asked for.',
    '',
    ...nouns.flatMap((noun) => [`## ${noun}`, '', ...tableOf(rows.filter((row) => row.noun === noun)), '']),
  ].join('\n');
}

function tableOf(rows: readonly MatrixRow[]): string[] {
  const shown = roles.filter((role) => rows.some(({ ways }) => ways[role].length > 0));
  return [
    `| deed | ${shown.join(' | ')} |`,
    `|---|${shown.map(() => '---|').join('')}`,
    ...rows.map((row) => {
      const never = row.never.map(({ conditions }) => `; never ${wordsOf(conditions)}`).join('');
      return `| \`${row.deed}\`${never} | ${shown.map((role) => row.ways[role].map(wayWords).join('; or ') || '—').join(' | ')} |`;
    }),
  ];
}

/** Who may do a deed, in a line for the description of the API: by role, all ways in which it is allowed. */
export function permissionNote(deed: string, noun: string): string | null {
  const row = permissionMatrix().find((one) => one.deed === deed && one.noun === noun);
  if (!row) return null;
  const allowed = roles.flatMap((role) =>
    row.ways[role].length > 0 ? [`${role}: ${row.ways[role].map(wayWords).join('; or ')}`] : [],
  );
  const never = row.never.map(({ conditions }) => `never ${wordsOf(conditions)}`);
  return [...allowed, ...never].join('. ');
}

function wayWords({ conditions, scopes, fields }: MatrixWay): string {
  const told = fields ? ` (of it: ${fields.join(', ')})` : '';
  const held = scopes.length < scopeTypes.length ? ` (by a grant for ${listed(scopes)})` : '';
  return `${wordsOf(conditions) || 'all'}${held}${told}`;
}

const wordsOf = (conditions: readonly MatrixCondition[]): string => conditions.map(conditionWords).join(', ');

const listed = (values: readonly string[]): string => values.join(' or ');

const ownWords: Record<string, string> = {
  'recommendation.ownerId': 'owned by oneself',
  'evidence.addedById': 'the item brought by oneself',
  'proposal.proposedById': 'proposed by oneself',
  'comment.authorId': 'written by oneself',
  'redaction.requestedById': 'asked for by oneself',
  'grant.personId': 'held by oneself',
  'person.id': 'one’s own',
};
const valueWords: Record<string, string> = {
  'recommendation.confidentiality': 'marked',
  'recommendation.issuance': 'in state',
  'evidence.confidentiality': 'the item marked',
  'proposal.decidedBy': 'to be decided by',
  'history.objectType': 'entries about',
};

function conditionWords({ about, is, values }: MatrixCondition): string {
  if (about === 'in-scope') return 'in scope';
  if (about === 'scope-below') return 'led by an entity below that of the grant';
  if (is === 'me') return ownWords[about] ?? `${about} is oneself`;
  if (is === 'none') return `without ${about}`;
  if (is === 'not') return `${about} is not ${listed(values)}`;
  return `${valueWords[about] ?? about} ${listed(values)}`;
}
