import { getInstallation, makeMails, peopleOfAlarms, type RaisedAlarm, type Store } from '#store';
import { mailWordsIn } from './mail-words.js';

const toldMax = 20;

/** Makes a mail about new alarms for everybody whom they concern. */
export async function makeAlarmMails({ pool }: Store, alarms: readonly RaisedAlarm[]): Promise<void> {
  const [first] = alarms;
  if (!first) return;
  const [people, installation] = await Promise.all([peopleOfAlarms(pool), getInstallation(pool)]);
  const facts = {
    installation: installation?.name ?? 'Uphold',
    count: alarms.length,
    findings: alarms.slice(0, toldMax).map(({ finding }) => finding.words),
  };
  await makeMails(
    pool,
    people.map(({ personId, language }) => ({
      key: `alarm:${first.id}:${personId}`,
      personId,
      ...mailWordsIn(language).alarm(facts),
    })),
  );
}
