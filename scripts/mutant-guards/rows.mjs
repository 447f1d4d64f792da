const policies = 'libs/store/src/migrations/row-security/policies.ts';
const equal = { file: policies, specs: ['rows-equal-ability'] };
const off = { file: policies, specs: ['filter-off'] };
const role = { file: 'libs/store/src/migrations/row-security/roles.ts', specs: ['row-security'] };

/** Row-level security: each kind of table opened to every reader in turn. */
export const rows = [
  {
    ...equal,
    what: 'rows of recommendations are under policy',
    find: "recommendation: { using: passing(readable('recommendation')) },",
    put: 'recommendation: always,',
  },
  ...['proposal', 'comment', 'redaction'].map((type) => ({
    ...equal,
    what: `rows of a ${type} are under policy`,
    find: `  ${type}: () => worked,`,
    put: `  ${type}: () => 'true',`,
  })),
  {
    ...equal,
    what: 'rows of what belongs to a recommendation are read through it',
    find: '(select ${condition} from recommendation above where above.id = ${child}.recommendation_id)`);',
    put: '(${condition.length} > 0)`);',
  },
  {
    ...equal,
    what: 'rows of evidence are under the policy of its marking',
    find: '  evidence: markedFor,',
    put: "  evidence: () => 'true',",
  },
  {
    ...equal,
    what: 'rows of the past are under policy',
    find: 'and (${condition(`${type}_past`)}) limit 1)`),',
    put: 'and (${condition(`${type}_past`)} or true) limit 1)`),',
  },
  {
    ...equal,
    what: 'entries are under policy',
    find: "entry: entriesIn('entry', asked),",
    put: 'entry: always,',
  },
  {
    ...equal,
    what: 'kept counts are under policy',
    find: 'figure: { using: passing(cells) },',
    put: 'figure: always,',
  },
  {
    ...off,
    what: 'leaves of the log are under policy',
    find: "leaf: entriesIn('leaf', asked),",
    put: 'leaf: always,',
  },
  {
    ...off,
    what: 'recommendations of the past are under policy',
    find: "recommendation_past: versionOf('recommendation', passing(readable('recommendation_past'))),",
    put: 'recommendation_past: always,',
  },
  ...[
    [
      'what was opened of an entry',
      "opening: { using: passing('(select true from entry opened where opened.id = opening.entry_id)') },",
      'opening: always,',
    ],
    ['reviews', "review: { using: reviews('review') },", 'review: always,'],
    ['grants', 'grant: grants(\'"grant"\'),', 'grant: always,'],
    ['delegations', "delegation: delegations('delegation'),", 'delegation: always,'],
    ['emergency access', "emergency_access: emergencies('emergency_access'),", 'emergency_access: always,'],
    ['mappings', '  mapping: toOverseers,', '  mapping: always,'],
    ['checks', 'check_run: toOverseers,', 'check_run: always,'],
    ['alarms', 'alarm: toOverseers,', 'alarm: always,'],
    ['what a person has seen', "seen: toTheirOwn('seen.person_id'),", 'seen: always,'],
    ['saved questions', "saved_query: toTheirOwn('saved_query.person_id'),", 'saved_query: always,'],
    ['mails', "  mail: toTheirOwn('mail.person_id'),", '  mail: always,'],
    [
      'people',
      'using: passing(`${takesPart} or person.id = ${me} or person.id = any',
      'using: passing(`true or person.id = ${me} or person.id = any',
    ],
    ['entities', '  entity: toThoseWithAPart,', '  entity: always,'],
    [
      'checks of files',
      "using: passing('(select true from evidence item where item.id = evidence_check.evidence_id)'),",
      "using: 'true',",
    ],
  ].map(([what, find, put]) => ({
    file: policies,
    ...(what === 'people'
      ? { specs: ['/row-security'], only: 'show nothing' }
      : { specs: ['row-security/policies'], project: 'unit' }),
    what: `rows of ${what} are under policy`,
    find,
    put,
  })),
  {
    ...role,
    what: 'the history is added to, and never changed',
    find: "if (history.includes(table)) return 'select, insert';",
    put: "if (history.includes(table)) return 'select, insert, update, delete';",
    only: 'change or empty the history',
  },
  {
    ...role,
    what: 'row-level security is forced',
    find: 'enable row level security, force row level security;',
    put: 'enable row level security;',
    only: 'that is forced',
  },
];
