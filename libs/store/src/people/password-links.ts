import type { Pool } from 'pg';
import { Refusal, type PasswordLinkKind } from '#contracts';
import { digestOf } from './secret.js';

/** A running link, with whom it is for. */
export interface PasswordLink {
  id: string;
  kind: PasswordLinkKind;
  personId: string;
  name: string;
  email: string;
  expiresAt: string;
}

/**
 * The running link of a token.
 *
 * @throws Refusal link-not-valid
 */
export async function passwordLinkOf(pool: Pool, token: string): Promise<PasswordLink> {
  const { rows } = await pool.query<PasswordLink>({
    name: 'password-link',
    text: `select link.id, link.kind, link.person_id as "personId", link.expires_at as "expiresAt", person.name, person.email
      from password_link link join person on person.id = link.person_id
      where link.token_sha256 = $1 and link.expires_at > now() and person.state = 'active'`,
    values: [digestOf(token)],
  });
  if (!rows[0]) throw new Refusal('link-not-valid', 'this link was used, taken back, or has run out');
  return rows[0];
}
