import type { Store } from '#store';
import { makeCheckpointMails } from './checkpoint-mail.js';
import { emergencyMailer } from './emergency-mail.js';
import { linkMailer } from './link-mail.js';
import { mailerTo, type MailSetting } from './mailer.js';
import { sendMails } from './send-mails.js';

/** Everything that this worker does about mail. */
export interface Post {
  start(): Promise<void>;
  /** Hands on what waits. */
  send(): Promise<void>;
  /** Makes today's mails with the newest checkpoint, and hands them on. */
  sendCheckpoints(): Promise<void>;
  close(): Promise<void>;
}

export function openPost(store: Store, setting: MailSetting, onFault: (fault: unknown) => void): Post {
  const mailer = mailerTo(setting);
  let isClosed = false;
  const send = () => sendMails(store, mailer, () => isClosed);
  const links = setting.publicUrl ? linkMailer(store, setting.publicUrl, send, onFault) : null;
  const emergencies = emergencyMailer(store, setting.publicUrl, send, onFault);
  return {
    start: async () => {
      await emergencies.start();
      await links?.start();
    },
    send,
    sendCheckpoints: async () => {
      await makeCheckpointMails(store, new Date().toISOString().slice(0, 10));
      await send();
    },
    close: async () => {
      isClosed = true;
      await emergencies.stop();
      await links?.stop();
      mailer.close();
    },
  };
}
