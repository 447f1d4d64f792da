/**
 * The classes in which a person reads recommendations, as SQL over a row that has the columns of one. They say again,
 * in the database, what `libs/permissions/src/reading.ts` says; a property test compares the two.
 */

/** Stands among the places of a person for the whole installation. */
export const everywhere = `'00000000-0000-0000-0000-000000000000'::uuid`;

/** Places under a name, as a subselect: the planner works it out once for a statement. */
export const reached = (name: string): string => `(select reached('${name}'))`;

/** Who reads, as a subselect. */
export const me = `(select reading_person())`;

/** Whether a right over the whole installation is among the places of a name. */
export const isReached = (name: string): string => `array[${everywhere}] && ${reached(name)}`;

/**
 * A condition of a policy. In this form the planner expects nearly every row to pass: people are asked for what they
 * may read, and an estimate of few rows would make it read whole tables.
 */
export const passing = (condition: string): string => `(case when ${condition} then true end) is not null`;

const within = (row: string, name: string): string =>
  `array[${everywhere}, ${row}.lead_entity_id, ${row}.review_id, ${row}.id] && ${reached(name)}`;

/** Managers and auditors read everything in their scope. */
export const answeredFor = (row: string): string => within(row, 'answers');

/** Staff read what is not confidential, what they own, and drafts where they draft. */
export const workedOn = (row: string): string =>
  `(${row}.confidentiality <> 'confidential' and ${within(row, 'works')}
    or ${row}.owner_id = any (${reached('owns')}::uuid[])
    or ${row}.issuance = 'draft' and ${within(row, 'drafts')})`;

/** Observers and administrators read what is issued and public. */
const published = (row: string): string =>
  `(${row}.issuance = 'issued' and ${row}.confidentiality = 'public' and ${within(row, 'observes')})`;

export const readable = (row: string): string =>
  `(${answeredFor(row)} or ${workedOn(row)} or ${published(row)})`;

/** Auditors read every entry about what is in their scope. */
export const audited = (row: string): string => within(row, 'audits');
