import { emergenciesToMail, emergencyMailKey, getInstallation, makeMails, Pump, type Store } from '#store';
import { mailWordsIn } from './mail-words.js';

const batchSize = 20;
/** How long news of emergency access may wait, in milliseconds. */
const pollMs = 10_000;

/** Makes mails about emergency access that was asked for or opened. They name nobody and nothing: that is for the page. */
async function makeEmergencyMails({ pool }: Store, publicUrl: string | undefined): Promise<boolean> {
  const news = await emergenciesToMail(pool, batchSize);
  if (news.length === 0) return false;
  const installation = (await getInstallation(pool))?.name ?? 'Uphold';
  const link = publicUrl ? new URL('/emergency-access', publicUrl).href : null;
  for (const { accessId, news: what, people } of news)
    await makeMails(
      pool,
      people.map(({ personId, language }) => ({
        key: emergencyMailKey(accessId, what, personId),
        personId,
        ...mailWordsIn(language).emergency[what]({ installation, link }),
      })),
    );
  return true;
}

/** Mails news of emergency access to everybody who may know of it. */
export function emergencyMailer(
  store: Store,
  publicUrl: string | undefined,
  send: () => Promise<void>,
  onFault: (fault: unknown) => void,
): Pump {
  return new Pump({
    url: store.url,
    channels: [],
    pollMs,
    work: async () => {
      if (await makeEmergencyMails(store, publicUrl)) await send();
    },
    onFault,
  });
}
