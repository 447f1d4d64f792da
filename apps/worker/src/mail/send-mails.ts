import {
  dropMailsOfFormerReaders,
  giveUpLostMails,
  keepFate,
  takeMail,
  withItsToken,
  type MailFate,
  type Store,
} from '#store';
import type { Mailer } from './mailer.js';

/** Hands every mail that waits to the server, one after another, until none waits or the worker stops. */
export async function sendMails({ pool }: Store, mailer: Mailer, isStopped: () => boolean): Promise<void> {
  await giveUpLostMails(pool);
  await dropMailsOfFormerReaders(pool);
  while (!isStopped()) {
    const mail = await takeMail(pool);
    if (!mail) return;
    const ready = await withItsToken(pool, mail);
    const fate: MailFate = ready
      ? await mailer.send(ready)
      : { state: 'refused', fault: 'the link was used or taken back before it was mailed' };
    await keepFate(pool, mail.id, fate);
  }
}
