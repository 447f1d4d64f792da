import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Words of a title or text by the language that it is written in; Chinese goes by trigrams instead. */
const words = (column: string) => `
  case language
    when 'en' then to_tsvector('english', ${column})
    when 'fr' then to_tsvector('french', ${column})
    when 'es' then to_tsvector('spanish', ${column})
    when 'ru' then to_tsvector('russian', ${column})
    when 'ar' then to_tsvector('arabic', ${column})
    else to_tsvector('simple', ${column})
  end`;

/** Reviews and recommendations, with the indexes that their lists are read by. */
export class Reviews1764000000003 implements MigrationInterface {
  readonly name = 'Reviews1764000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create extension if not exists pg_trgm;

      create table review (
        id              uuid primary key,
        version         integer not null,
        created_at      timestamptz(3) not null,
        updated_at      timestamptz(3) not null,
        head_hash       bytea not null,
        code            text not null constraint review_code unique,
        title           text not null,
        symbol          text,
        date            date not null,
        commissioned_by text not null,
        chair           text,
        summary         text not null,
        sources         jsonb not null,
        lessons         jsonb not null
      );
      create index review_date on review (date desc, id desc);
      create index review_words on review using gin ((code || ' ' || title || ' ' || coalesce(symbol, '')) gin_trgm_ops);

      create table recommendation (
        id                uuid primary key,
        version           integer not null,
        created_at        timestamptz(3) not null,
        updated_at        timestamptz(3) not null,
        head_hash         bytea not null,
        review_id         uuid not null references review (id),
        code              text not null,
        title             text not null,
        text              text not null,
        language          text not null,
        citation          jsonb,
        source_verified   boolean not null,
        addressee         text,
        criticality       text,
        themes            text[] not null,
        lead_entity_id    uuid references entity (id),
        owner_id          uuid references person (id),
        due_date          date,
        due_precision     text,
        original_due_date date,
        extension_count   integer not null,
        confidentiality   text not null,
        issuance          text not null,
        acceptance        text not null,
        implementation    text not null,
        verification      text not null,
        closure           text not null,
        -- the last day that is still in time; without a date, never over
        due_end           date generated always as (
          case due_precision
            when 'month' then (date_trunc('month', due_date::timestamp) + interval '1 month' - interval '1 day')::date
            when 'year' then make_date(extract(year from due_date)::integer, 12, 31)
            when 'day' then due_date
            else 'infinity'::date
          end) stored,
        criticality_rank  smallint generated always as (
          case criticality when 'critical' then 3 when 'important' then 2 when 'other' then 1 else 0 end) stored,
        search            tsvector generated always as (
          setweight(to_tsvector('simple', code), 'A') ||
          setweight(${words('title')}, 'A') ||
          setweight(${words('text')}, 'B')) stored,
        constraint recommendation_code unique (review_id, code)
      );
      create index recommendation_updated on recommendation (updated_at desc, id desc);
      create index recommendation_due on recommendation (due_end, id);
      create index recommendation_by_code on recommendation (code, id);
      create index recommendation_criticality on recommendation (criticality_rank desc, id desc);
      create index recommendation_review on recommendation (review_id, updated_at desc, id desc);
      create index recommendation_entity on recommendation (lead_entity_id, updated_at desc, id desc);
      create index recommendation_overdue on recommendation (review_id, due_end)
        where closure = 'open' and implementation <> 'reported_implemented';
      create index recommendation_owner on recommendation (owner_id, updated_at desc, id desc) where owner_id is not null;
      create index recommendation_themes on recommendation using gin (themes);
      create index recommendation_search on recommendation using gin (search);
      create index recommendation_trigrams on recommendation using gin ((code || ' ' || title || ' ' || text) gin_trgm_ops);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table recommendation, review');
  }
}
