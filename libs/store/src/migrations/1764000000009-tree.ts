import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The Merkle tree over the log, what was signed of it, and the public keys that it was signed with. */
export class Tree1764000000009 implements MigrationInterface {
  readonly name = 'Tree1764000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- the right edge of the tree; null until the sequencer has worked it out for a log that was there before
      alter table log_head add column edge bytea,
        add constraint log_head_edge_is_of_its_size
          check (edge is null or length(edge) = 32 * bit_count(size::bit(64)));
      update log_head set edge = '' where size = 0;

      -- the perfect subtrees of 256, 65,536, … leaves; those of one leaf are the log itself
      create table tree_node (
        level smallint not null check (level > 0 and level % 8 = 0),
        index bigint not null,
        hash  bytea not null check (length(hash) = 32),
        constraint tree_node_place primary key (level, index)
      );
      create trigger tree_node_is_kept before update or delete or truncate on tree_node
        for each statement execute function history_is_kept();

      create table checkpoint (
        size bigint primary key,
        root bytea not null,
        note text not null,
        at   timestamptz(3) not null default now()
      );
      create trigger checkpoint_is_kept before update or delete or truncate on checkpoint
        for each statement execute function history_is_kept();

      -- public keys alone; the private ones are files of the signer
      create table log_key (
        vkey     text primary key,
        purpose  text not null check (purpose in ('checkpoint', 'receipt')),
        from_at  timestamptz(3) not null default now(),
        until_at timestamptz(3)
      );

      -- how the signer fares, for everybody to see
      create table signer_state (
        only_one boolean primary key default true check (only_one),
        seen_at  timestamptz(3) not null,
        refusal  text
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table signer_state, log_key, checkpoint, tree_node; alter table log_head drop column edge',
    );
  }
}
