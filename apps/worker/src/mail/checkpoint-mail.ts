import {
  checkpointMailPrefix,
  checkpointRecipients,
  getInstallation,
  makeMails,
  newestCheckpoint,
  type Store,
} from '#store';
import { mailWordsIn } from './mail-words.js';

const batchSize = 200;

/**
 * Makes the day's mail with the newest checkpoint for everybody who asked for it: one a day and person, however
 * often it is tried. Without a checkpoint there is nothing to send.
 *
 * @param day YYYY-MM-DD
 */
export async function makeCheckpointMails({ pool }: Store, day: string): Promise<void> {
  const [checkpoint, installation] = await Promise.all([newestCheckpoint(pool), getInstallation(pool)]);
  if (!checkpoint) return;
  const facts = { installation: installation?.name ?? 'Uphold', day, note: checkpoint.note };
  for (;;) {
    const recipients = await checkpointRecipients(pool, day, batchSize);
    await makeMails(
      pool,
      recipients.map(({ personId, language }) => ({
        key: `${checkpointMailPrefix}${day}:${personId}`,
        personId,
        ...mailWordsIn(language).checkpoint(facts),
      })),
    );
    if (recipients.length < batchSize) return;
  }
}
