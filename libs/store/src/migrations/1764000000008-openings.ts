import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the commitments of entries hold, beside them: removed by a redaction, and by nothing else. */
export class Openings1764000000008 implements MigrationInterface {
  readonly name = 'Openings1764000000008';

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
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table opening; drop function openings_are_kept()');
  }
}
