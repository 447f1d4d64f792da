import type { PoolClient } from 'pg';
import type { Command } from '#contracts';
import { rightsQuery, type HeldRight } from '../people/rights.js';
import { rightsChangers } from './lock-order.js';

/** Advisory locks of rights have this as their first key; the second stands for a person. */
const rightsKey = 1_380_402_259;
/** Held by whoever changes rights, whosever they are: no two do so at a time. */
const changingKey = 1_380_402_260;
const personKey = (person: string) => `pg_advisory_xact_lock(${rightsKey}, hashtext(${person}::text))`;

const holdStill = {
  name: 'hold-rights',
  text: `select pg_advisory_xact_lock_shared(${rightsKey}, hashtext($1::text))`,
};
const changeOne = {
  name: 'change-rights',
  text: `select pg_advisory_xact_lock(${changingKey}, 0)`,
};

/**
 * The rights of who acts, as the database has them. They stay so until the transaction ends: whoever would change
 * them waits for it, and is waited for where they were first. Sent with the statements that follow. Where nobody acts,
 * by the word of the provider of single sign-on, those whose rights are changed are held all the same.
 */
export async function rightsInForce(
  client: PoolClient,
  actorId: string | null,
  command: Command,
): Promise<readonly HeldRight[]> {
  if (actorId === null) {
    await lockThoseConcerned(client, '', command);
    return [];
  }
  const [, , { rows }] = await Promise.all([
    lockThoseConcerned(client, actorId, command),
    client.query({ ...holdStill, values: [actorId] }),
    client.query<HeldRight>({ ...rightsQuery, values: [actorId] }),
  ]);
  return rows;
}

/** Whose rights a command changes: theirs, and of those to whom they lent some. */
async function lockThoseConcerned(client: PoolClient, actorId: string, command: Command): Promise<void> {
  const concerned = rightsChangers[command.name];
  if (!concerned) return;
  const text = `with concerned as (${concerned.sql})
    select ${personKey('id')} from (
      select id from concerned union
      select to_id from delegation join concerned on concerned.id = from_id where ended_at is null
      order by id) persons`;
  await Promise.all([
    client.query(changeOne),
    client.query({ name: `lock-rights-${command.name}`, text, values: concerned.values(command, actorId) }),
  ]);
}
