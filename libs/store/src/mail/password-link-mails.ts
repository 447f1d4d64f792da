import type { Pool, PoolClient } from 'pg';
import type { Language, PasswordLinkKind } from '#contracts';
import { digestOf, newSecret } from '../people/secret.js';
import type { MailToSend } from './outgoing.js';

/** Channel on which workers hear that a mail is to be made; its payload is empty. */
export const mailChannel = 'uphold_mail';

/** Tells workers that there is a mail to make, once the transaction is committed. */
export async function mailBell(client: PoolClient): Promise<void> {
  await client.query(`select pg_notify('${mailChannel}', '')`);
}

/** Beginning of the key of a mail that carries a link; the link's identifier follows. */
export const passwordLinkPrefix = 'password-link:';
/** Stands in a mail's text for the token, which is made when the mail is sent. */
export const tokenPlace = '{token}';

/** A link whose mail is still to be made. */
export interface LinkToMail {
  linkId: string;
  kind: PasswordLinkKind;
  personId: string;
  name: string;
  language: Language;
}

/** Running links whose mail was not made, at most `limit`. */
export async function linksToMail(pool: Pool, limit: number): Promise<LinkToMail[]> {
  const { rows } = await pool.query<LinkToMail>(
    `select link.id as "linkId", link.kind, link.person_id as "personId", person.name, person.language
     from password_link link join person on person.id = link.person_id
     where link.is_mailed and link.expires_at > now()
       and not exists (select 1 from mail where mail.key = $1 || link.id)
     order by link.created_at limit $2`,
    [passwordLinkPrefix, limit],
  );
  return rows;
}

/**
 * The mail as it goes out: where it carries a link, with a token made now, of which the database holds the hash
 * alone. Null where the link was used or taken back meanwhile.
 */
export async function withItsToken(
  pool: Pool,
  mail: MailToSend & { key: string },
): Promise<MailToSend | null> {
  if (!mail.key.startsWith(passwordLinkPrefix)) return mail;
  const token = newSecret();
  const { rowCount } = await pool.query(
    'update password_link set token_sha256 = $2 where id = $1 and expires_at > now()',
    [mail.key.slice(passwordLinkPrefix.length), digestOf(token)],
  );
  return rowCount === 0 ? null : { ...mail, text: mail.text.replaceAll(tokenPlace, token) };
}
