import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every type of object, with the indexes that lists of its past are read by. */
const types: Record<string, readonly string[]> = {
  installation: [],
  entity: ['(lower(name))'],
  person: ['(lower(name), id)'],
  grant: ['(person_id, created_at)', '(created_at, id)'],
  review: ['(date desc, id desc)'],
  recommendation: [
    '(due_end, id)',
    '(code, id)',
    '(criticality_rank desc, id desc)',
    '(review_id, updated_at desc, id desc)',
    '(lead_entity_id, updated_at desc, id desc)',
    '(owner_id, updated_at desc, id desc) where owner_id is not null',
    `(review_id, due_end) where closure = 'open' and implementation <> 'reported_implemented'`,
  ],
  proposal: [
    '(recommendation_id, state)',
    `(created_at, id) where state = 'open'`,
    '(created_at desc, id desc)',
    '(proposed_by_id, created_at desc, id desc)',
  ],
  action: [
    '(recommendation_id, due_date, id)',
    '(owner_id, due_date, id) where owner_id is not null',
    '(due_date, id)',
  ],
  evidence: [
    '(recommendation_id, created_at desc, id desc)',
    '(created_at desc, id desc)',
    `(effective_to, id) where state = 'current' and effective_to is not null`,
  ],
  comment: ['(recommendation_id, created_at, id)'],
  redaction: ['(recommendation_id, created_at desc, id desc)', '(created_at desc, id desc)'],
};

/**
 * Every version that an object ever had, beside its current row: valid from `updated_at`, which is when its entry
 * was made, until the next one. Kept by a consumer of the log; exact as of the leaf index in `consumer`.
 */
export class Past1764000000010 implements MigrationInterface {
  readonly name = 'Past1764000000010';

  async up(runner: QueryRunner): Promise<void> {
    for (const [type, indexes] of Object.entries(types)) {
      const table = `${type}_past`;
      await runner.query(`
        create table ${table} (like "${type}" including generated);
        alter table ${table}
          drop column head_hash,
          add column valid_until timestamptz(3) not null default 'infinity',
          add column leaf_index bigint not null,
          add primary key (id, version);
        create unique index ${table}_standing on ${table} (id) where valid_until = 'infinity';
        create index ${table}_time on ${table} (updated_at desc, id desc);
        ${indexes.map((columns) => `create index on ${table} ${columns};`).join('\n')}
      `);
    }
    await runner.query(`
      create index recommendation_past_themes on recommendation_past using gin (themes);
      create index recommendation_past_search on recommendation_past using gin (search);
      create index recommendation_past_trigrams on recommendation_past
        using gin ((code || ' ' || title || ' ' || text) gin_trgm_ops);
      create index review_past_words on review_past
        using gin ((code || ' ' || title || ' ' || coalesce(symbol, '')) gin_trgm_ops);
      alter table recommendation_past alter column search set statistics 1000;
      insert into consumer (name, leaf_index) values ('past', -1);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table ${Object.keys(types)
        .map((type) => `${type}_past`)
        .join(', ')};
      delete from consumer where name = 'past';
    `);
  }
}
