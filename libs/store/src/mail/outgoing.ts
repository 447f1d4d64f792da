import type { Pool } from 'pg';
import { v7 as uuid } from 'uuid';
import type { ActorGrant, Language } from '#contracts';
import { mayEver } from '#permissions';
import { isRunning } from '../people/rights.js';
import { checkpointMailPrefix } from './subscriptions.js';

/** Somebody to whom a mail goes. */
export interface Recipient {
  personId: string;
  language: Language;
}

/** A mail as it is to be made; a key that there is already makes none. */
export interface NewMail {
  key: string;
  personId: string;
  subject: string;
  text: string;
}

/** A mail that this process, and no other, is to send now. */
export interface MailToSend {
  id: string;
  to: string;
  subject: string;
  text: string;
  attempts: number;
}

/** What came of sending a mail: taken, refused for now or for good, or nobody knows. */
export type MailFate = { state: 'sent' } | { state: 'waiting' | 'refused' | 'unknown'; fault: string };

const people = `select person.id as "personId", person.language from person`;

/** Active people who asked for the daily checkpoint and have none of that day (YYYY-MM-DD), at most `limit`. */
export async function checkpointRecipients(pool: Pool, day: string, limit: number): Promise<Recipient[]> {
  const { rows } = await pool.query<Recipient>(
    `${people} join checkpoint_mail on checkpoint_mail.person_id = person.id
     where person.state = 'active'
       and not exists (select 1 from mail where mail.key = $1 || ':' || person.id)
     order by person.id limit $2`,
    [`${checkpointMailPrefix}${day}`, limit],
  );
  return rows;
}

/** Makes mails that were not made before. */
export async function makeMails(pool: Pool, mails: readonly NewMail[]): Promise<void> {
  await pool.query(
    `insert into mail (id, key, person_id, subject, text)
     select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[])
     on conflict (key) do nothing`,
    [
      mails.map(() => uuid()),
      mails.map(({ key }) => key),
      mails.map(({ personId }) => personId),
      mails.map(({ subject }) => subject),
      mails.map(({ text }) => text),
    ],
  );
}

/**
 * Takes the oldest mail that waits, so that no other process sends it too. From here on it is under way: should
 * this process die, nobody knows whether it arrived.
 */
export async function takeMail(pool: Pool): Promise<(MailToSend & { key: string }) | null> {
  const { rows } = await pool.query<MailToSend & { key: string }>(
    `update mail set state = 'sending', state_at = clock_timestamp(), attempts = attempts + 1
     from person
     where mail.id = (select id from mail where state = 'waiting' and state_at <= clock_timestamp()
         order by made_at, id limit 1 for update skip locked)
       and person.id = mail.person_id
     returning mail.id, mail.key, person.email as "to", mail.subject, mail.text, mail.attempts`,
  );
  return rows[0] ?? null;
}

/** How long a mail that was refused for now waits before it is tried again. */
const patience = `interval '10 minutes'`;

/** Keeps what came of a mail. One that is refused for now waits before it is taken again. */
export async function keepFate(pool: Pool, id: string, fate: MailFate): Promise<void> {
  await pool.query(
    `update mail set state = $2, fault = $3,
       state_at = clock_timestamp() + case $2 when 'waiting' then ${patience} else interval '0' end
     where id = $1`,
    [id, fate.state, 'fault' in fate ? fate.fault.slice(0, 500) : null],
  );
}

/** Mails that a process took long ago and never told of: it died, and they may have arrived. Answers how many. */
export async function giveUpLostMails(pool: Pool): Promise<number> {
  const { rowCount } = await pool.query(
    `update mail set state = 'unknown', state_at = clock_timestamp(), fault = 'the process that sent it ended'
     where state = 'sending' and state_at < clock_timestamp() - interval '15 minutes'`,
  );
  return rowCount ?? 0;
}

/**
 * Mails that wait for people who may be told no longer are not sent: whose account was closed, and about alarms to
 * whom they do not concern any more. Answers how many.
 */
export async function dropMailsOfFormerReaders(pool: Pool): Promise<number> {
  const concerned = (await peopleOfAlarms(pool)).map(({ personId }) => personId);
  const { rowCount } = await pool.query(
    `update mail set state = 'refused', state_at = clock_timestamp(), fault = 'this person may not be told any more'
     from person where person.id = mail.person_id and mail.state = 'waiting'
       and (person.state <> 'active' or mail.key like 'alarm:%' and not mail.person_id = any($1::uuid[]))`,
    [concerned],
  );
  return rowCount ?? 0;
}

const keptDays = 90;

/** Forgets mails of long ago whose fate is settled. A day's mail is never made again later, so its key may go. */
export async function forgetOldMails(pool: Pool): Promise<void> {
  await pool.query(
    `delete from mail where made_at < now() - make_interval(days => $1) and state not in ('waiting', 'sending')`,
    [keptDays],
  );
}

/** Active people whom the alarms of checks concern: those who may read them, by the one declaration. */
export async function peopleOfAlarms(pool: Pool): Promise<Recipient[]> {
  const { rows } = await pool.query<Recipient & { grants: Omit<ActorGrant, 'entityIds'>[] }>(
    `select person.id as "personId", person.language, json_agg(json_build_object(
       'id', granted.id, 'role', granted.role, 'scopeType', granted.scope_type, 'scopeId', granted.scope_id,
       'verifies', granted.verifies)) as grants
     from person join "grant" granted on granted.person_id = person.id
     where person.state = 'active' and ${isRunning('granted')} and granted.scope_type = 'installation'
     group by person.id order by person.id`,
  );
  return rows
    .filter(({ personId, grants }) =>
      mayEver({ personId, grants: grants.map((grant) => ({ ...grant, entityIds: [] })) }, 'read', 'check'),
    )
    .map(({ personId, language }) => ({ personId, language }));
}
