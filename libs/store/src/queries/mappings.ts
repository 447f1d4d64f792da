import type { Actor, MappingQuery, MappingView, Page } from '#contracts';
import { rowShapes } from '../entities/rows.js';
import { Parameters } from '../parameters.js';
import { scopeSql } from '../scope-sql.js';
import type { Reader } from '../reading/reader.js';
import { readPage } from './list.js';

/** Mappings of groups to rights, the newest first. */
export function listMappings(reader: Reader, actor: Actor, query: MappingQuery): Promise<Page<MappingView>> {
  const parameters = new Parameters();
  const where = [scopeSql(actor, 'read', 'mapping', parameters)];
  if (query.state) where.push(`mapping.state = ${parameters.add(query.state)}`);
  return readPage(
    reader,
    {
      select: `${rowShapes.mapping.selectList('mapping')},
        json_build_object('id', author.id, 'name', author.name) as "addedBy",
        coalesce(entity.name, review.title, scoped.code) as "scopeName",
        (select count(*)::integer from "grant" held where held.mapping_id = mapping.id
          and held.ended_at is null) as held,
        exists (select 1 from sign_on_identity identity where identity.person_id = mapping.added_by_id
          and identity.groups @> array[mapping.group_name]) as "isOwnGroup"`,
      from: `mapping join person author on author.id = mapping.added_by_id
        left join entity on mapping.scope_type = 'entity' and entity.id = mapping.scope_id
        left join review on mapping.scope_type = 'review' and review.id = mapping.scope_id
        left join lateral (select recommendation.code from recommendation
          where recommendation.id = mapping.scope_id and ${scopeSql(actor, 'read', 'recommendation', parameters)}
        ) scoped on mapping.scope_type = 'recommendation'`,
      where,
      keys: [
        { sql: 'mapping.created_at', type: 'timestamptz' },
        { sql: 'mapping.id', type: 'uuid' },
      ],
      descending: true,
      parameters,
    },
    query,
  );
}
