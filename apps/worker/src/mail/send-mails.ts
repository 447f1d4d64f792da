import { dropMailsOfFormerReaders, giveUpLostMails, keepFate, takeMail, type Store } from '#store';
import type { Mailer } from './mailer.js';

/** Hands every mail that waits to the server, one after another, until none waits or the worker stops. */
export async function sendMails({ pool }: Store, mailer: Mailer, isStopped: () => boolean): Promise<void> {
  await giveUpLostMails(pool);
  await dropMailsOfFormerReaders(pool);
  while (!isStopped()) {
    const mail = await takeMail(pool);
    if (!mail) return;
    await keepFate(pool, mail.id, await mailer.send(mail));
  }
}
