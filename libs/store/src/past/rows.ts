import { objectTypes, type Actor, type ObjectType } from '#contracts';
import type { Deed, Noun } from '#permissions';
import { pastTableName, tableName } from '../naming-strategy.js';
import type { Parameters } from '../parameters.js';
import { aliasOf, askedSql, scopeSql, type Asked } from '../scope-sql.js';

/** Nouns whose rules look at the recommendation that they belong to. */
const belonging: readonly Noun[] = ['proposal', 'action', 'evidence', 'comment', 'redaction'];

/**
 * The rows that a question is put to: those of now, or those that stood at a time. A statement names its tables as
 * ever; `before` puts the rows of then in their place, names that are joined included.
 */
export class Rows {
  /** Begins the statement. */
  readonly before: string;
  private readonly time: string | null;

  /** @param asOf RFC 3339 UTC; without it the rows are those of now */
  constructor(
    private readonly parameters: Parameters,
    readonly asOf?: string,
  ) {
    this.time = asOf === undefined ? null : `${parameters.add(asOf)}::timestamptz`;
    this.before = this.time === null ? '' : `with ${objectTypes.map((type) => this.stood(type)).join(', ')} `;
  }

  /** The time that is asked about, as SQL. */
  get moment(): string {
    return this.time ?? 'now()';
  }

  /** The rows of a table, to be read under an alias. */
  of(type: ObjectType): string {
    return this.time === null ? `public."${tableName(type)}"` : `(${versionsAt(type, this.time)})`;
  }

  /**
   * On which of them the person may do the deed, by the rights that they have today. What stood at a time must be
   * allowed both as it was then and as it is now: what was made confidential since is not told by its past, and what
   * was confidential then is not told because it is public now.
   */
  allowedTo(actor: Actor, deed: Deed, noun: Noun): string {
    const then = scopeSql(actor, deed, noun, this.parameters);
    if (this.time === null || then === 'true' || then === 'false') return then;
    return `(${then} and ${allowedAmong(new Rows(this.parameters), { actor, deed, noun }, this.parameters)})`;
  }

  readableBy(actor: Actor, noun: Noun): string {
    return this.allowedTo(actor, 'read', noun);
  }

  private stood(type: ObjectType): string {
    return `"${tableName(type)}" as not materialized (${versionsAt(type, this.time ?? '')})`;
  }
}

const versionsAt = (type: ObjectType, time: string): string =>
  `select * from ${pastTableName(type)} where updated_at <= ${time} and valid_until > ${time}`;

/** Whether the object of the statement around it is, among other rows, one on which the person may do the deed. */
export function allowedAmong(rows: Rows, asked: Asked, parameters: Parameters): string {
  const { noun } = asked;
  const alias = aliasOf(tableOf(noun));
  const condition = askedSql(asked, parameters, otherSuffix);
  const other = `${alias}${otherSuffix}`;
  const recommendation = belonging.includes(noun)
    ? ` join ${rows.of('recommendation')} recommendation${otherSuffix}
        on recommendation${otherSuffix}.id = ${other}.recommendation_id`
    : '';
  // Not `exists`: that is worked out once for all, by reading every row that there is.
  return `(select true from ${rows.of(tableOf(noun))} ${other}${recommendation}
    where ${other}.id = ${alias}.id and ${condition} limit 1) is not null`;
}

const otherSuffix = '_other';

function tableOf(noun: Noun): ObjectType {
  if (noun === 'reader') return 'recommendation';
  if (noun === 'history' || noun === 'check' || noun === 'access')
    throw new Error(`'${noun}' has no rows of its own`);
  return noun;
}
