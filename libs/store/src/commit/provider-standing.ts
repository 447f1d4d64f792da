import type { PoolClient } from 'pg';
import { weightyRoles, type Actor, type Command } from '#contracts';
import type { ProviderStanding } from '#permissions';
import type { CommandContext } from './command-context.js';

/** Rights that keep those of others, of people who can come in; `$1` is the roles that do. */
export const administratorRights = `
  select held.id, held.person_id, held.mapping_id from "grant" held
    join person on person.id = held.person_id and person.state = 'active'
  where held.role = any($1) and held.scope_type = 'installation' and held.ended_at is null
    and (held.ends_at is null or held.ends_at > clock_timestamp())`;

const text = `with administrator as (${administratorRights})
  select exists (select 1 from directory_user kept where kept.person_id = $2 and kept.removed_at is null) as "isKept",
    coalesce((select entry.actor_id is null from entry
      where entry.object_id = $2 and entry.action = 'person.deactivated'
      order by entry.object_version desc limit 1), false) as "isClosedByIt",
    exists (select 1 from administrator where person_id = $2 and mapping_id is null) as "isMadeAdministrator",
    exists (select 1 from person where id = $2 and email <> $4) as "changesAddress",
    exists (select 1 from administrator where $2 in (id, person_id)) and $3
      and not exists (select 1 from administrator where $2 not in (id, person_id)) as "leavesNoAdministrator"`;

/**
 * How the provider of single sign-on stands to what a command is about. Read behind the locks of those whose rights
 * the command changes, so that of two administrators who lose the role at once the second one keeps it.
 * Null where it is not by the provider's word.
 */
export async function standingOf(
  client: PoolClient,
  actor: Actor | null,
  command: Command,
  { provider }: CommandContext,
): Promise<ProviderStanding | null> {
  if (actor || provider === undefined) return null;
  const takes = command.name === 'person.deactivate' || command.name === 'grant.end';
  const email = command.name === 'person.change' ? (command.input.email ?? null) : null;
  const { rows } = await client.query<ProviderStanding>({
    name: 'provider-standing',
    text,
    values: [weightyRoles, command.objectId, takes, email],
  });
  return rows[0] as ProviderStanding;
}
