import {
  answeredFor,
  audited,
  everywhere,
  isReached,
  me,
  passing,
  reached,
  readable,
  workedOn,
} from './classes.js';

/** What readers may do with a table: the condition on its rows, and the columns where it is not all of them. */
export interface ReaderPolicy {
  using: string;
  columns?: readonly string[];
}

const always: ReaderPolicy = { using: 'true' };
const takesPart = isReached('takes_part');
const oversees = `${isReached('audits')} or ${isReached('administers')}`;
const toThoseWithAPart: ReaderPolicy = { using: passing(takesPart) };
const toOverseers: ReaderPolicy = { using: passing(oversees) };
const toTheirOwn = (column: string): ReaderPolicy => ({ using: passing(`${column} = ${me}`) });

/** Something is readable with a recommendation, where a further condition on it holds as well. */
const withRecommendation = (child: string, condition = 'true'): string =>
  passing(`${isReached('answers')} or
    (select ${condition} from recommendation above where above.id = ${child}.recommendation_id)`);

const worked = `${answeredFor('above')} or ${workedOn('above')}`;

/** Evidence is read by its own marking as well. */
const markedFor = (child: string): string => `
  ${child}.confidentiality = 'public' or ${child}.added_by_id = ${me}
  or ${child}.confidentiality <> 'confidential' and ${workedOn('above')} or ${answeredFor('above')}`;

/** On what beside the recommendation itself it depends whether what belongs to it is read. */
const belonging: Record<string, (child: string) => string> = {
  proposal: () => worked,
  action: () => 'true',
  evidence: markedFor,
  comment: () => worked,
  redaction: () => worked,
};

/** A version of the past is read where it could be read at some moment of its time, and the object can be now. */
const versionOf = (type: string, condition: string): ReaderPolicy => ({
  using: `${condition} and ${passing(`(select true from "${type}" standing where standing.id = ${type}_past.id)`)}`,
});

const versionBelonging = (type: string, condition: (child: string) => string): ReaderPolicy =>
  versionOf(
    type,
    passing(`(select true from recommendation_past above
      where above.id = ${type}_past.recommendation_id
        and above.updated_at < ${type}_past.valid_until and above.valid_until > ${type}_past.updated_at
        and (${condition(`${type}_past`)}) limit 1)`),
  );

const contentTypes = `'recommendation', 'action', 'proposal', 'comment', 'redaction', 'evidence'`;
const emergencyTypes = `'emergency-access', 'emergency-use'`;

/** What of a kind of object decides whether the entries about one are read. */
interface ReadOf {
  delegation: (id: string) => string;
  emergencyAccess: (id: string) => string;
}

const inTheirTables: ReadOf = {
  delegation: (id) => `(select true from delegation item where item.id = ${id})`,
  emergencyAccess: (id) => `(select true from emergency_access item where item.id = ${id})`,
};

/** Entries of the history, in the log or on their way into it, by what they are about. */
const entriesIn = (table: string, readOf = inTheirTables): ReaderPolicy => ({
  using: passing(`${isReached('audits')}
    or ${isReached('answers')} and ${table}.object_type in (${contentTypes}, ${emergencyTypes})
    or ${isReached('administers')} and ${table}.object_type not in ('review', 'refusal', ${contentTypes})
      and (${table}.recommendation_id is null or ${table}.object_type = 'delegation')
    or ${table}.object_type = 'review' and array[${everywhere}, ${table}.review_id] && ${reached('reviews')}
    or ${table}.object_type = 'delegation'
      and ${readOf.delegation(`${table}.object_id`)}
    or ${table}.object_type = 'emergency-access'
      and ${readOf.emergencyAccess(`${table}.object_id`)}
    or ${table}.recommendation_id is not null and (select case
        when ${audited('above')} then true
        when ${table}.object_type in ('recommendation', 'action') then true
        when ${table}.object_type in ('proposal', 'comment', 'redaction') then ${worked}
        when ${table}.object_type = 'evidence'
          then (select true from evidence item where item.id = ${table}.object_id)
        when ${table}.object_type = 'emergency-use' then ${answeredFor('above')}
        when ${table}.object_type = 'emergency-access'
          then ${answeredFor('above')} or ${isReached('administers')}
        when ${table}.object_type = 'export' then ${isReached('administers')}
      end from recommendation above where above.id = ${table}.recommendation_id)`),
});

const grants = (table: string): ReaderPolicy => ({
  using: `${table}.person_id = ${me} or ${toOverseers.using}`,
});

/** Known to the two persons, and to those who oversee them. */
const delegations = (table: string): ReaderPolicy => ({
  using: passing(`${table}.from_id = ${me} or ${table}.to_id = ${me} or ${oversees}`),
});

/** Known to who asked for it, and to those who answer for its scope or oversee the whole. */
const emergencies = (table: string): ReaderPolicy => ({
  using: passing(`${table}.requested_by_id = ${me} or ${oversees}
    or array[${everywhere}, ${table}.scope_id] && ${reached('answers')}
    or ${table}.scope_type = 'recommendation'
      and (select ${answeredFor('above')} from recommendation above where above.id = ${table}.scope_id)`),
});

const reviews = (table: string): string =>
  passing(
    `array[${everywhere}, ${table}.id] && ${reached('reviews')} or array[${everywhere}, ${table}.id] && ${reached('named_reviews')}`,
  );

/** Cells of the kept figures know no owners: the rows of what somebody owns are counted one by one. */
const cells = `(select ${readable('cell')} from (select figure.lead_entity_id, figure.review_id, figure.confidentiality,
  figure.issuance, null::uuid as id, null::uuid as owner_id) cell)`;

/** What readers see of each table, row by row. A table that is not here is closed to them. */
export const readerPolicies: Record<string, ReaderPolicy> = {
  recommendation: { using: passing(readable('recommendation')) },
  ...Object.fromEntries(
    Object.entries(belonging).map(([type, condition]) => [
      type,
      { using: withRecommendation(type, condition(type)) },
    ]),
  ),
  review: { using: reviews('review') },
  entity: toThoseWithAPart,
  // Names stand beside everything that somebody did.
  person: {
    using: passing(`${takesPart} or person.id = ${me}
      or (select true from delegation side where person.id in (side.from_id, side.to_id)
        and ${me} in (side.from_id, side.to_id) limit 1)
      or (select true from emergency_access asked where asked.decided_by_id = person.id
        and asked.requested_by_id = ${me} limit 1)`),
  },
  grant: grants('"grant"'),
  delegation: delegations('delegation'),
  emergency_access: emergencies('emergency_access'),
  mapping: toOverseers,
  sign_on_identity: { using: passing(`sign_on_identity.person_id = ${me} or ${oversees}`) },
  emergency_use: {
    using: passing('(select true from emergency_access item where item.id = emergency_use.access_id)'),
  },
  installation: always,

  recommendation_past: versionOf('recommendation', passing(readable('recommendation_past'))),
  ...Object.fromEntries(
    Object.entries(belonging).map(([type, condition]) => [`${type}_past`, versionBelonging(type, condition)]),
  ),
  review_past: versionOf('review', reviews('review_past')),
  entity_past: toThoseWithAPart,
  person_past: { using: passing(`person_past.id = ${me} or ${takesPart}`) },
  grant_past: grants('grant_past'),
  delegation_past: delegations('delegation_past'),
  emergency_access_past: emergencies('emergency_access_past'),
  mapping_past: toOverseers,
  installation_past: always,

  entry: entriesIn('entry'),
  leaf: entriesIn('leaf'),
  opening: { using: passing('(select true from entry opened where opened.id = opening.entry_id)') },
  figure: { using: passing(cells) },
  evidence_check: {
    using: passing('(select true from evidence item where item.id = evidence_check.evidence_id)'),
    columns: ['evidence_id', 'recommendation_id', 'object_version', 'outcome', 'checked_at'],
  },

  check_run: toOverseers,
  alarm: toOverseers,
  seen: toTheirOwn('seen.person_id'),
  saved_query: toTheirOwn('saved_query.person_id'),
  checkpoint_mail: toTheirOwn('checkpoint_mail.person_id'),
  mail: toTheirOwn('mail.person_id'),
  factor_reset: toTheirOwn('factor_reset.person_id'),

  // How far things have come, and hashes with the signatures over them, which anybody may have.
  consumer: always,
  log_head: always,
  tree_node: always,
  checkpoint: always,
  log_key: always,
  signer_state: always,
};

/**
 * Whether the reader sees one delegation, or one emergency access, under the policies of those tables. Entries about
 * them are few; as functions they are planned when one is met, and not with every question about the history.
 */
export const readers = ['delegation', 'emergency_access']
  .map(
    (table) => `
  create function reads_${table}(id uuid) returns boolean language plpgsql stable as
    $$ begin return exists (select from public.${table} item where item.id = $1); end $$;`,
  )
  .join('');
export const withoutReaders = `drop function reads_delegation(uuid); drop function reads_emergency_access(uuid);`;

const asked: ReadOf = {
  delegation: (id) => `reads_delegation(${id})`,
  emergencyAccess: (id) => `reads_emergency_access(${id})`,
};

/** Policies that say the same and are planned faster. */
export const lighterPolicies: Record<string, ReaderPolicy> = {
  person: {
    using: passing(`${takesPart} or person.id = ${me} or person.id = any (${reached('known')}::uuid[])`),
  },
  entry: entriesIn('entry', asked),
  leaf: entriesIn('leaf', asked),
};
