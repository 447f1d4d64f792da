import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the commitments of entries hold, beside them, and the redactions which alone may remove it. */
export class Redactions1764000000008 implements MigrationInterface {
  readonly name = 'Redactions1764000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table opening (
        entry_id uuid primary key,
        -- [{path, salt, value}]: what can still be opened
        openings jsonb not null,
        -- [{path, by}]: what cannot be opened any more, and the entry of the redaction
        redacted jsonb not null default '[]'
      );

      -- an opening is either kept as it is or gives way to the mark of its redaction
      create function openings_are_kept() returns trigger language plpgsql as $$
        begin
          if tg_op <> 'UPDATE' then
            raise exception 'openings are removed by a redaction alone';
          end if;
          if new.entry_id <> old.entry_id
            or not old.openings @> new.openings
            or not new.redacted @> old.redacted
            or (select array_agg(place order by place) from (
                  select item ->> 'path' as place from jsonb_array_elements(old.openings || old.redacted) item) before)
              is distinct from
               (select array_agg(place order by place) from (
                  select item ->> 'path' as place from jsonb_array_elements(new.openings || new.redacted) item) now)
          then
            raise exception 'an opening is never changed';
          end if;
          return new;
        end
      $$;
      create trigger opening_is_kept before update or delete on opening
        for each row execute function openings_are_kept();
      create trigger opening_is_never_emptied before truncate on opening
        for each statement execute function history_is_kept();

      create table redaction (
        id                uuid primary key,
        version           integer not null,
        created_at        timestamptz(3) not null,
        updated_at        timestamptz(3) not null,
        head_hash         bytea not null,
        recommendation_id uuid not null references recommendation (id),
        targets           jsonb not null,
        legal_basis       text not null,
        requested_by_id   uuid not null references person (id),
        decided_by_id     uuid references person (id),
        state             text not null,
        -- by two persons, whatever the rules above this table say
        constraint redaction_by_two check (decided_by_id is distinct from requested_by_id)
      );
      create index redaction_recommendation on redaction (recommendation_id, created_at desc, id desc);
      create index redaction_age on redaction (created_at desc, id desc);
      create index redaction_waiting on redaction (created_at, id) where state = 'requested';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table redaction, opening; drop function openings_are_kept()');
  }
}
