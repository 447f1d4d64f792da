import type {
  ActionQuery,
  ActionView,
  Actor,
  CommentQuery,
  CommentView,
  EvidenceQuery,
  EvidenceView,
  Page,
  StoredFile,
} from '#contracts';
import { isActionOverdue } from '#workflow';
import { rowShapes } from '../entities/rows.js';
import { Parameters } from '../parameters.js';
import { Rows } from '../past/rows.js';
import { scopeSql } from '../scope-sql.js';
import { integritySql } from './integrity.js';
import { toldAboutSql } from './named-evidence.js';
import { readPage, type SortKey } from './list.js';
import type { Reader } from '../reading/reader.js';

/** Actions that the person may read, by due date. `today` is YYYY-MM-DD. */
export async function listActions(
  reader: Reader,
  actor: Actor,
  query: ActionQuery,
  today: string,
): Promise<Page<ActionView>> {
  const parameters = new Parameters();
  const rows = new Rows(parameters, query.asOf);
  const where = [rows.readableBy(actor, 'action')];
  if (query.recommendationId)
    where.push(`action.recommendation_id = ${parameters.add(query.recommendationId)}`);
  if (query.ownerId) where.push(`action.owner_id = ${parameters.add(query.ownerId)}`);
  if (query.state) where.push(`action.state = any(${parameters.add(query.state)}::text[])`);
  const page = await readPage<Omit<ActionView, 'isOverdue'>>(
    reader,
    {
      before: rows.before,
      select: `${rowShapes.action.selectList('action')},
        case when owner.id is not null then json_build_object('id', owner.id, 'name', owner.name) end as owner,
        case when entity.id is not null
          then json_build_object('id', entity.id, 'name', entity.name, 'acronym', entity.acronym) end as entity,
        recommendation.code as "recommendationCode", recommendation.title as "recommendationTitle"`,
      from: `action join recommendation on recommendation.id = action.recommendation_id
        left join person owner on owner.id = action.owner_id left join entity on entity.id = action.entity_id`,
      where,
      keys: [
        { sql: 'action.due_date', type: 'date' },
        { sql: 'action.id', type: 'uuid' },
      ],
      descending: false,
      parameters,
    },
    query,
  );
  return { ...page, rows: page.rows.map((row) => ({ ...row, isOverdue: isActionOverdue(row, today) })) };
}

const evidenceSelect = `${rowShapes.evidence.selectList('evidence')},
  json_build_object('id', adder.id, 'name', adder.name) as "addedBy",
  recommendation.code as "recommendationCode", recommendation.title as "recommendationTitle",
  ${integritySql} as integrity`;
const evidenceFrom = `evidence join recommendation on recommendation.id = evidence.recommendation_id
  join person adder on adder.id = evidence.added_by_id`;

/** Items of evidence that the person may read, newest first, or those whose period ends, first the one that ends first. */
export async function listEvidence(
  reader: Reader,
  actor: Actor,
  query: EvidenceQuery,
): Promise<Page<EvidenceView>> {
  const parameters = new Parameters();
  const rows = new Rows(parameters, query.asOf);
  const where = [rows.readableBy(actor, 'evidence')];
  if (query.recommendationId)
    where.push(`evidence.recommendation_id = ${parameters.add(query.recommendationId)}`);
  if (query.endsBefore)
    where.push(
      `evidence.state = 'current' and evidence.effective_to < ${parameters.add(query.endsBefore)}::date`,
    );
  const first: SortKey = query.endsBefore
    ? { sql: 'evidence.effective_to', type: 'date' }
    : { sql: 'evidence.created_at', type: 'timestamptz' };
  const page = await readPage<Omit<EvidenceView, 'file'> & { file: StoredFile | null }>(
    reader,
    {
      before: rows.before,
      select: evidenceSelect,
      from: evidenceFrom,
      where,
      keys: [first, { sql: 'evidence.id', type: 'uuid' }],
      descending: !query.endsBefore,
      parameters,
    },
    query,
  );
  return { ...page, rows: page.rows.map((row) => ({ ...row, file: row.file && withoutPlace(row.file) })) };
}

/**
 * Where the bytes of an item of evidence are kept, for somebody who may read it; the newest version, or the one
 * that an earlier version of the item named. Null where there is none.
 */
export async function evidenceFile(
  reader: Reader,
  actor: Actor,
  id: string,
  version?: number,
): Promise<StoredFile | null> {
  const parameters = new Parameters();
  const item = parameters.add(id);
  const file = version
    ? `(select case when kept ? 'storageKey' then kept end from (
          select coalesce(jsonb_path_query_first(opening.openings, '$[*] ? (@.path == "/set/file").value'),
            entry.canon::jsonb #> '{body,set,file}') as kept
          from entry left join opening on opening.entry_id = entry.id
          where entry.object_id = ${item}::uuid and entry.object_version <= ${parameters.add(version)}
            and entry.canon::jsonb #> '{body,set,file}' is not null
          order by entry.object_version desc limit 1) newest)`
    : 'evidence.file';
  const text = `select ${file} as file from ${evidenceFrom}
    where evidence.id = ${item}::uuid and ${scopeSql(actor, 'read', 'evidence', parameters)}`;
  const { rows } = await reader.query<{ file: StoredFile | null }>(text, parameters.values);
  return rows[0]?.file ?? null;
}

/** The discussion of a recommendation, oldest first. */
export function listComments(reader: Reader, actor: Actor, query: CommentQuery): Promise<Page<CommentView>> {
  const parameters = new Parameters();
  const rows = new Rows(parameters, query.asOf);
  return readPage(
    reader,
    {
      before: rows.before,
      select: `${rowShapes.comment.selectList('comment')}, ${toldAboutSql(actor, rows)} as about,
        json_build_object('id', author.id, 'name', author.name) as author,
        coalesce((select json_agg(json_build_object('id', person.id, 'name', person.name)
            order by array_position(comment.mentions, person.id)) from person
          where person.id = any(comment.mentions)), '[]') as mentioned`,
      from: `comment join recommendation on recommendation.id = comment.recommendation_id
        join person author on author.id = comment.author_id`,
      where: [
        rows.readableBy(actor, 'comment'),
        `comment.recommendation_id = ${parameters.add(query.recommendationId)}`,
      ],
      keys: [
        { sql: 'comment.created_at', type: 'timestamptz' },
        { sql: 'comment.id', type: 'uuid' },
      ],
      descending: false,
      parameters,
    },
    query,
  );
}

function withoutPlace({ storageKey: _, ...file }: StoredFile): Omit<StoredFile, 'storageKey'> {
  return file;
}
