import { everywhere } from './classes.js';

const runs = (alias: string): string =>
  `${alias}.ended_at is null and (${alias}.ends_at is null or ${alias}.ends_at > now())`;

/** Of the reader's own grants those that run. */
const granted = `
  select 'grant' as kind, g.role, g.scope_type, g.scope_id, null::text as lent_type, null::uuid as lent_id
  from public."grant" g join public.person p on p.id = g.person_id
  where g.person_id = reader and p.state = 'active' and ${runs('g')}`;

/** Of others' grants that run those that hold a decision which was lent, as far as it was. */
const lent = `
  select 'delegation' as kind, g.role, g.scope_type, g.scope_id, d.scope_type as lent_type, d.scope_id as lent_id
  from public.delegation d join public."grant" g on g.person_id = d.from_id
    join public.person p on p.id = d.to_id join public.person lender on lender.id = d.from_id
  where d.to_id = reader and p.state = 'active' and lender.state = 'active'
    and d.starts_at <= now() and ${runs('d')} and ${runs('g')}
    and (g.role = 'manager' or g.role = 'auditor' and g.verifies
      and d.deeds && array['proposal.approve', 'proposal.reject', 'proposal.return'])`;

/** Reading in an emergency that runs. */
const inEmergency = `
  select 'emergency' as kind, 'auditor' as role, e.scope_type, e.scope_id, null::text as lent_type, null::uuid as lent_id
  from public.emergency_access e join public.person p on p.id = e.requested_by_id
  where e.requested_by_id = reader and p.state = 'active' and e.state = 'approved'
    and e.starts_at <= now() and ${runs('e')}`;

/** Takes what one right reaches to the rest. */
const taking = `
        takes_part := array[${everywhere}];
        if held.kind = 'delegation' then
          places := public.places_of_both(held.scope_type, held.scope_id, held.lent_type, held.lent_id);
          named_reviews := named_reviews
            || public.reviews_of_both(held.scope_type, held.scope_id, held.lent_type, held.lent_id);
        else
          places := public.places_of(held.scope_type, held.scope_id);
          reviews := reviews || case held.scope_type
            when 'recommendation' then '{}' when 'review' then places else array[${everywhere}] end;
        end if;
        if held.scope_type = 'recommendation' or held.lent_type = 'recommendation' then
          named := named || places;
        end if;
        if held.role = 'staff' then
          works := works || places;
          owns := array[reader];
          if held.scope_type in ('installation', 'review') then
            drafts := drafts || places;
          end if;
        elsif held.role in ('manager', 'auditor') then
          answers := answers || places;
        else
          observes := observes || places;
        end if;
        if held.kind = 'grant' and held.role = 'auditor' then
          audits := audits || places;
        elsif held.role = 'administrator' and held.scope_type = 'installation' then
          administers := places;
        end if;`;

const taken = (rights: string): string => `for held in ${rights} loop ${taking} end loop;`;

/**
 * What a person reaches by the rights that run: places (entities with those below them, reviews, recommendations, or
 * the whole installation) by what may be done in them. It is asked once for each reading, so it is written in small
 * statements, whose plans each connection keeps.
 */
const reachOf = (rights: string, { also = '', last = '' } = {}): string => `
  create function reach_of(reader uuid, out answers uuid[], out works uuid[], out drafts uuid[], out owns uuid[],
    out observes uuid[], out audits uuid[], out administers uuid[], out reviews uuid[], out named_reviews uuid[],
    out takes_part uuid[]${also})
  language plpgsql stable as $$
    declare
      held record;
      places uuid[];
      named uuid[] := '{}';
    begin
      answers := '{}'; works := '{}'; drafts := '{}'; owns := '{}'; observes := '{}'; audits := '{}';
      administers := '{}'; reviews := '{}'; named_reviews := '{}'; takes_part := '{}';
      ${rights}
      if not ${everywhere} = any (reviews || named_reviews) and (named <> '{}' or owns <> '{}') then
        named_reviews := named_reviews || array(
          select review_id from public.recommendation where id = any (named)
          union
          select review_id from public.recommendation where owner_id = any (owns));
      end if;
      ${last}
    end
  $$`;

const placesOf = `
  create function entities_below(above uuid) returns uuid[] language sql stable as $$
    with recursive below as (
      select id from public.entity where id = above
      union all
      select entity.id from public.entity join below on entity.parent_id = below.id
    ) select coalesce(array_agg(id), '{}') from below
  $$;

  create function places_of(scope_type text, scope_id uuid) returns uuid[] language plpgsql stable as $$
    begin
      case scope_type
        when 'installation' then return array[${everywhere}];
        when 'entity' then return public.entities_below(scope_id);
        else return array[scope_id];
      end case;
    end
  $$`;

/** Where two scopes meet. What only some of the recommendations of two places share is told by those themselves. */
const placesOfBoth = `
  create function places_of_both(one text, one_id uuid, other text, other_id uuid) returns uuid[]
  language plpgsql stable as $$
    declare
      ones uuid[] := public.places_of(one, one_id);
      others uuid[] := public.places_of(other, other_id);
    begin
      if one = 'installation' then
        return others;
      elsif other = 'installation' then
        return ones;
      elsif one = other then
        return array(select unnest(ones) intersect select unnest(others));
      end if;
      return array(
        select id from public.recommendation
        where case one when 'entity' then lead_entity_id = any (ones) when 'review' then review_id = one_id
            else id = one_id end
          and case other when 'entity' then lead_entity_id = any (others) when 'review' then review_id = other_id
            else id = other_id end
          and (id = any (ones || others) or review_id = any (ones || others)));
    end
  $$;

  -- a delegation of one recommendation tells of its review no more than its name
  create function reviews_of_both(one text, one_id uuid, other text, other_id uuid) returns uuid[]
  language sql immutable as $$
    select case
      when one = 'recommendation' or other = 'recommendation' then '{}'
      when one = 'review' and other = 'review' and one_id <> other_id then '{}'
      when one = 'review' then array[one_id]
      when other = 'review' then array[other_id]
      else array[${everywhere}] end
  $$`;

const firstReachOf = reachOf(taken([granted, lent, inEmergency].join(' union all ')));

/** The same, asked right by right: most people were lent nothing, and nothing is looked for then. */
const reachOfByKinds = reachOf(
  `${taken(granted)}
      if exists (select from public.delegation d where d.to_id = reader and ${runs('d')}) then
        ${taken(lent)}
      end if;
      ${taken(inEmergency)}`,
  {
    also: ', out known uuid[]',
    // Without any part one still sees with whom one had to do.
    last: `known := '{}';
      if takes_part = '{}' then
        known := array(
          select to_id from public.delegation where from_id = reader
          union select from_id from public.delegation where to_id = reader
          union select decided_by_id from public.emergency_access
            where requested_by_id = reader and decided_by_id is not null);
      end if;`,
  },
);

export const reachByKinds = `drop function reach_of(uuid); ${reachOfByKinds}`;
export const withoutReachByKinds = `drop function reach_of(uuid); ${firstReachOf}`;

export const reach = [firstReachOf, placesOf, placesOfBoth].join(';');
export const withoutReach = `
  drop function reach_of(uuid);
  drop function places_of_both(text, uuid, text, uuid);
  drop function reviews_of_both(text, uuid, text, uuid);
  drop function places_of(text, uuid);
  drop function entities_below(uuid);`;
