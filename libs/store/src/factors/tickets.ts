import { createHash, randomBytes } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { Refusal } from '#contracts';

const minutes = 5;
const triesMax = 5;

/** What somebody showed before they are asked for a second factor. */
export type BeganBy = 'password' | 'sso';

/** A ticket for a sign-in that began well; told once, its hash is kept. */
export async function newTicket(pool: Pool, personId: string, beganBy: BeganBy): Promise<string> {
  const ticket = randomBytes(32).toString('base64url');
  await pool.query(
    `with gone as (delete from sign_in_ticket where token_sha256 in
       (select token_sha256 from sign_in_ticket where expires_at < now() limit 100 for update skip locked))
     insert into sign_in_ticket (token_sha256, person_id, expires_at, began_by)
     values ($1, $2, now() + make_interval(mins => $3), $4)`,
    [digest(ticket), personId, minutes, beganBy],
  );
  return ticket;
}

/** Whose ticket it is. Refused where it ran out, was used, or belongs to a closed account. */
export async function holderOf(pool: Pool, ticket: string): Promise<string> {
  const { personId } = holder(
    await pool.query<Held>(
      `select ticket.person_id as "personId", ticket.began_by as "beganBy" from sign_in_ticket ticket join person on person.id = ticket.person_id
       where token_sha256 = $1 and expires_at > now() and tries < $2 and person.state = 'active'`,
      [digest(ticket), triesMax],
    ),
  );
  return personId;
}

/** The same, and counts a try: a ticket is good for a few. */
export async function tryTicket(pool: Pool, ticket: string): Promise<Held> {
  return holder(
    await pool.query<Held>(
      `update sign_in_ticket ticket set tries = tries + 1 from person
       where token_sha256 = $1 and expires_at > now() and tries < $2
         and person.id = ticket.person_id and person.state = 'active'
       returning ticket.person_id as "personId", ticket.began_by as "beganBy"`,
      [digest(ticket), triesMax],
    ),
  );
}

/** Uses a ticket up, within the transaction that opens its session: it opens one. */
export async function useTicket(client: PoolClient, ticket: string): Promise<void> {
  holder(
    await client.query<Held>(
      `delete from sign_in_ticket where token_sha256 = $1 and expires_at > now() returning person_id as "personId", began_by as "beganBy"`,
      [digest(ticket)],
    ),
  );
}

/** Ends the sign-ins of a person that wait for a second factor: what was shown for them holds no longer. */
export async function endTickets(client: PoolClient, personId: string): Promise<void> {
  await client.query('delete from sign_in_ticket where person_id = $1', [personId]);
}

export interface Held {
  personId: string;
  beganBy: BeganBy;
}

function holder({ rows }: { rows: Held[] }): Held {
  if (!rows[0])
    throw new Refusal('sign-in-expired', 'this sign-in took too long or too many tries: begin again');
  return rows[0];
}

const digest = (ticket: string): Buffer => createHash('sha256').update(ticket).digest();
