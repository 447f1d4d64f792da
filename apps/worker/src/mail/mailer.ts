import { createTransport } from 'nodemailer';
import type { MailFate } from '#store';

/** Where mail goes out. */
export interface MailSetting {
  /** Such as `smtp://user:secret@mail.example:587` or `smtps://…`. */
  smtpUrl: string;
  /** Address that mails come from. */
  from: string;
  /** Address of this installation, such as `https://uphold.example.org`; without it no mail carries a link. */
  publicUrl?: string;
}

/** A mail as it is handed to the server. */
export interface Mail {
  id: string;
  to: string;
  subject: string;
  text: string;
  /** How often it was tried, this time included. */
  attempts: number;
}

/** Hands mails to a server, and says what came of each. */
export interface Mailer {
  send(mail: Mail): Promise<MailFate>;
  close(): void;
}

const waits = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000 };
/** How often a mail that is refused for now is tried. */
const attemptsMax = 5;

export function mailerTo({ smtpUrl, from }: MailSetting): Mailer {
  const transport = createTransport(
    { url: smtpUrl, ...waits, disableFileAccess: true, disableUrlAccess: true },
    { from },
  );
  const domain = /@([^\s>]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
  return {
    send: async ({ id, to, subject, text, attempts }) => {
      try {
        const messageId = `<${id}@${domain}>`;
        const headers = { 'Auto-Submitted': 'auto-generated' };
        await transport.sendMail({ to, subject, text, messageId, headers });
        return { state: 'sent' };
      } catch (fault) {
        return fateOf(fault as SendFault, attempts);
      }
    },
    close: () => transport.close(),
  };
}

/** What the transport tells of a mail that it could not hand over. */
type SendFault = Error & { code?: string; responseCode?: number; syscall?: string };

/** Faults that come before the server is handed anything. */
const early = new Set(['EDNS', 'EAUTH', 'ETLS', 'EENVELOPE', 'EMESSAGE', 'EREQUIRETLS']);

/**
 * A server that said no has not taken the mail: for good with a code of 500 and above, for now with others. A
 * connection that was never made took nothing either. Where it broke off on the way, nobody knows, so it is not sent
 * again.
 */
function fateOf(fault: SendFault, attempts: number): MailFate {
  const wasRefused = fault.responseCode !== undefined && fault.responseCode >= 500;
  const wasNotTaken =
    fault.responseCode !== undefined || fault.syscall === 'connect' || early.has(fault.code ?? '');
  if (!wasNotTaken) return { state: 'unknown', fault: fault.message };
  return { state: wasRefused || attempts >= attemptsMax ? 'refused' : 'waiting', fault: fault.message };
}
