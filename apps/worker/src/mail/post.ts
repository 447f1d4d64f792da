import type { Store } from '#store';
import { makeCheckpointMails } from './checkpoint-mail.js';
import { mailerTo, type MailSetting } from './mailer.js';
import { sendMails } from './send-mails.js';

/** Everything that this worker does about mail. */
export interface Post {
  /** Hands on what waits. */
  send(): Promise<void>;
  /** Makes today's mails with the newest checkpoint, and hands them on. */
  sendCheckpoints(): Promise<void>;
  close(): void;
}

export function openPost(store: Store, setting: MailSetting): Post {
  const mailer = mailerTo(setting);
  let isClosed = false;
  const send = () => sendMails(store, mailer, () => isClosed);
  return {
    send,
    sendCheckpoints: async () => {
      await makeCheckpointMails(store, new Date().toISOString().slice(0, 10));
      await send();
    },
    close: () => {
      isClosed = true;
      mailer.close();
    },
  };
}
