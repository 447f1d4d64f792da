import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Segregation of duties as the database keeps it, whatever the program above it does: between those who decide, those
 * on whose behalf, and who asked.
 */
export class DutiesApart1764000000019 implements MigrationInterface {
  readonly name = 'DutiesApart1764000000019';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- who asked is nowhere among the deciders and those on whose behalf they decided, and nobody is there twice
      create function duties_are_apart(asked_by uuid, decisions jsonb) returns boolean
        language sql immutable parallel safe as $$
          select count(distinct person) = count(*) and coalesce(bool_and(person <> asked_by::text), true)
          from jsonb_array_elements(decisions) decision,
            lateral (values (decision ->> 'by'), (decision ->> 'onBehalfOf')) behind (person)
          where person is not null
        $$;
      create function approvals_in(decisions jsonb) returns bigint
        language sql immutable parallel safe as $$
          select count(*) from jsonb_array_elements(decisions) decision where decision ->> 'outcome' = 'approved'
        $$;
      alter table proposal
        add constraint proposal_duties_apart check (duties_are_apart(proposed_by_id, decisions));

      -- what was asked, by whom and on which version stays; decisions are added, none to what is not open
      create function proposal_is_kept() returns trigger language plpgsql as $$
        begin
          if (new.recommendation_id, new.proposed_by_id, new.pinned_version, new.decided_by, new.approvals_needed,
              new.change ->> 'transition')
            is distinct from (old.recommendation_id, old.proposed_by_id, old.pinned_version, old.decided_by,
              old.approvals_needed, old.change ->> 'transition')
          then
            raise exception 'what a proposal asks, by whom and on which version, is never changed'
              using errcode = 'integrity_constraint_violation', constraint = 'proposal_as_asked';
          end if;
          if who_decided(new.decisions, jsonb_array_length(old.decisions)) is distinct from who_decided(old.decisions, null)
            or (old.state <> 'open' and jsonb_array_length(new.decisions) > jsonb_array_length(old.decisions))
          then
            raise exception 'a decision is never changed, and none is added to what is not open'
              using errcode = 'integrity_constraint_violation', constraint = 'proposal_decisions_kept';
          end if;
          if new.state = 'approved' and approvals_in(new.decisions) < new.approvals_needed then
            raise exception 'approvals are missing'
              using errcode = 'integrity_constraint_violation', constraint = 'proposal_quorum';
          end if;
          if new.change ->> 'transition' = 'verify'
            and jsonb_array_length(new.decisions) > jsonb_array_length(old.decisions)
            and exists (
              select 1 from proposal report
              where report.recommendation_id = new.recommendation_id and report.state = 'approved'
                and report.change ->> 'transition' = 'report-implemented'
                and not duties_are_apart(report.proposed_by_id, report.decisions || new.decisions))
          then
            raise exception 'a verifier took no part in what is verified'
              using errcode = 'integrity_constraint_violation', constraint = 'proposal_verifier_apart';
          end if;
          return new;
        end
      $$;
      -- the first so many decisions without their words, which a redaction may take away
      create function who_decided(decisions jsonb, first_of integer) returns jsonb
        language sql immutable parallel safe as $$
          select coalesce(jsonb_agg(jsonb_build_array(decision -> 'by', decision ->> 'onBehalfOf', decision -> 'at',
            decision -> 'outcome') order by place), '[]')
          from jsonb_array_elements(decisions) with ordinality as given (decision, place)
          where first_of is null or place <= first_of
        $$;
      create trigger proposal_is_kept before update on proposal
        for each row execute function proposal_is_kept();

      alter table redaction
        add column decided_on_behalf_of_id uuid references person (id),
        add constraint redaction_for_another check (
          decided_on_behalf_of_id is distinct from requested_by_id
          and (decided_on_behalf_of_id is null or decided_on_behalf_of_id <> decided_by_id)),
        add constraint redaction_decided check ((state = 'requested') = (decided_by_id is null)
          and (decided_by_id is not null or decided_on_behalf_of_id is null));
      alter table redaction_past add column decided_on_behalf_of_id uuid;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table redaction_past drop column decided_on_behalf_of_id;
      alter table redaction
        drop constraint redaction_for_another, drop constraint redaction_decided,
        drop column decided_on_behalf_of_id;
      drop trigger proposal_is_kept on proposal;
      drop function proposal_is_kept(), who_decided(jsonb, integer);
      alter table proposal drop constraint proposal_duties_apart;
      drop function approvals_in(jsonb), duties_are_apart(uuid, jsonb);
    `);
  }
}
