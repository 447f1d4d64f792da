import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * People who come from elsewhere: mappings of groups to rights, which have a history like everything that is decided;
 * and beside it, as credentials are, who is tied to which identity and group of the provider.
 */
export class SignOn1764000000017 implements MigrationInterface {
  readonly name = 'SignOn1764000000017';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table mapping (
        id          uuid primary key,
        version     integer not null,
        created_at  timestamptz(3) not null,
        updated_at  timestamptz(3) not null,
        head_hash   bytea not null,
        group_name  text not null,
        role        text not null,
        scope_type  text not null,
        scope_id    uuid,
        verifies    boolean not null,
        is_meant    boolean not null,
        added_by_id uuid not null references person (id),
        state       text not null
      );
      create unique index mapping_active on mapping (group_name, role, scope_type, scope_id)
        nulls not distinct where state = 'active';
      create index mapping_age on mapping (created_at, id);

      create table mapping_past (like mapping);
      alter table mapping_past
        drop column head_hash,
        add column valid_until timestamptz(3) not null default 'infinity',
        add column leaf_index bigint not null,
        add primary key (id, version);
      create unique index mapping_past_standing on mapping_past (id) where valid_until = 'infinity';
      create index mapping_past_time on mapping_past (updated_at desc, id desc);

      alter table "grant" add column mapping_id uuid references mapping (id);
      alter table grant_past add column mapping_id uuid;
      create index grant_mapping on "grant" (mapping_id) where mapping_id is not null and ended_at is null;

      create table sign_on_identity (
        issuer       text not null,
        -- the provider's own name for somebody: never reused by it, unlike an address
        subject      text not null,
        person_id    uuid not null references person (id),
        groups       text[] not null default '{}',
        linked_at    timestamptz(3) not null default now(),
        signed_in_at timestamptz(3),
        primary key (issuer, subject)
      );
      create unique index sign_on_identity_person on sign_on_identity (person_id, issuer);
      create index sign_on_identity_groups on sign_on_identity using gin (groups);
      create index sign_on_identity_signed_in on sign_on_identity (coalesce(signed_in_at, linked_at) desc, person_id desc);

      -- each answer of the provider is taken once
      create table sign_on_used (
        state_sha256 bytea primary key,
        used_at      timestamptz(3) not null default now()
      );
      create index sign_on_used_age on sign_on_used (used_at);

      -- a signed-in person who ties their account to the provider, until they come back from it
      create table sign_on_link (
        state_sha256 bytea primary key,
        person_id    uuid not null references person (id),
        session_id   uuid not null references session (id) on delete cascade,
        expires_at   timestamptz(3) not null default now() + interval '10 minutes'
      );
      create index sign_on_link_expiry on sign_on_link (expires_at);
      create index sign_on_link_session on sign_on_link (session_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table sign_on_link, sign_on_used, sign_on_identity;
      alter table grant_past drop column mapping_id;
      alter table "grant" drop column mapping_id;
      drop table mapping_past, mapping;
    `);
  }
}
