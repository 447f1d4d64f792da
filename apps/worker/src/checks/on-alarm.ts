import type { Logger } from '@nestjs/common';
import type { RaisedAlarm, Store } from '#store';
import { makeAlarmMails } from '../mail/alarm-mail.js';

/** Says loudly what was found, and mails it where mail is on. */
export const alarmTeller =
  (store: Store, logger: Logger, sendMails: (() => Promise<void>) | null) =>
  async (alarms: readonly RaisedAlarm[]): Promise<void> => {
    for (const { id, finding } of alarms) logger.error(`ALARM ${id}: ${finding.code}: ${finding.words}`);
    if (!sendMails) return;
    await makeAlarmMails(store, alarms);
    await sendMails();
  };
