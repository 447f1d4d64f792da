import { createHash, randomBytes } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { Refusal } from '#contracts';

const minutes = 5;
const triesMax = 5;

/** A ticket for a sign-in of which the password was right; told once, its hash is kept. */
export async function newTicket(pool: Pool, personId: string): Promise<string> {
  const ticket = randomBytes(32).toString('base64url');
  await pool.query(
    `with gone as (delete from sign_in_ticket where token_sha256 in
       (select token_sha256 from sign_in_ticket where expires_at < now() limit 100 for update skip locked))
     insert into sign_in_ticket (token_sha256, person_id, expires_at)
     values ($1, $2, now() + make_interval(mins => $3))`,
    [digest(ticket), personId, minutes],
  );
  return ticket;
}

/** Whose ticket it is. Refused where it ran out, was used, or belongs to a closed account. */
export async function holderOf(pool: Pool, ticket: string): Promise<string> {
  return holder(
    await pool.query<Held>(
      `select ticket.person_id as "personId" from sign_in_ticket ticket join person on person.id = ticket.person_id
       where token_sha256 = $1 and expires_at > now() and tries < $2 and person.state = 'active'`,
      [digest(ticket), triesMax],
    ),
  );
}

/** The same, and counts a try: a ticket is good for a few. */
export async function tryTicket(pool: Pool, ticket: string): Promise<string> {
  return holder(
    await pool.query<Held>(
      `update sign_in_ticket ticket set tries = tries + 1 from person
       where token_sha256 = $1 and expires_at > now() and tries < $2
         and person.id = ticket.person_id and person.state = 'active'
       returning ticket.person_id as "personId"`,
      [digest(ticket), triesMax],
    ),
  );
}

/** Uses a ticket up, within the transaction that opens its session: it opens one. */
export async function useTicket(client: PoolClient, ticket: string): Promise<void> {
  holder(
    await client.query<Held>(
      `delete from sign_in_ticket where token_sha256 = $1 and expires_at > now() returning person_id as "personId"`,
      [digest(ticket)],
    ),
  );
}

/** Ends the sign-ins of a person that wait for a second factor: what was shown for them holds no longer. */
export async function endTickets(client: PoolClient, personId: string): Promise<void> {
  await client.query('delete from sign_in_ticket where person_id = $1', [personId]);
}

interface Held {
  personId: string;
}

function holder({ rows }: { rows: Held[] }): string {
  if (!rows[0])
    throw new Refusal('sign-in-expired', 'this sign-in took too long or too many tries: begin again');
  return rows[0].personId;
}

const digest = (ticket: string): Buffer => createHash('sha256').update(ticket).digest();
