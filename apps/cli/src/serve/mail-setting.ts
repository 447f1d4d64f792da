import type { MailSetting } from '../../../worker/src/index.js';
import { Trouble } from '../trouble.js';

/**
 * Where mail goes out, as the environment says: SMTP_URL, such as `smtps://user:secret@mail.example`, and MAIL_FROM,
 * such as `Uphold <uphold@example.org>`; PUBLIC_URL, where this installation is found, lets mails carry links. Null where there is neither: mail is off then.
 */
export function mailSetting(environment: NodeJS.ProcessEnv = process.env): MailSetting | null {
  const { SMTP_URL: smtpUrl, MAIL_FROM: from, PUBLIC_URL: publicUrl } = environment;
  if (!smtpUrl && !from) return null;
  if (!smtpUrl || !from)
    throw new Trouble('usage', 'SMTP_URL and MAIL_FROM go together: set both to send mail, or neither.');
  if (!/^smtps?:$/.test(protocolOf(smtpUrl)))
    throw new Trouble('usage', 'SMTP_URL is the address of a mail server: smtp://… or smtps://…');
  if (!/[^\s@<]+@[^\s@>]+/.test(from))
    throw new Trouble('usage', 'MAIL_FROM is the address that mails come from, such as uphold@example.org');
  if (publicUrl && !/^https?:$/.test(protocolOf(publicUrl)))
    throw new Trouble(
      'usage',
      'PUBLIC_URL is the address of this installation, such as https://uphold.example.org',
    );
  return { smtpUrl, from, ...(publicUrl && { publicUrl }) };
}

function protocolOf(address: string): string {
  return URL.canParse(address) ? new URL(address).protocol : '';
}
