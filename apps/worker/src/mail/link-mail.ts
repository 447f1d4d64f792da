import {
  getInstallation,
  linksToMail,
  mailChannel,
  makeMails,
  passwordLinkPrefix,
  Pump,
  tokenPlace,
  type Store,
} from '#store';
import { mailWordsIn } from './mail-words.js';

const batchSize = 100;
/** How long a link may wait when word of it is lost, in milliseconds. */
const pollMs = 10_000;

/** Makes the mails of links by which somebody chooses a password. Their tokens are put in when they are sent. */
async function makeLinkMails({ pool }: Store, publicUrl: string): Promise<boolean> {
  const links = await linksToMail(pool, batchSize);
  if (links.length === 0) return false;
  const installation = (await getInstallation(pool))?.name ?? 'Uphold';
  await makeMails(
    pool,
    links.map(({ linkId, kind, personId, name, language }) => ({
      key: `${passwordLinkPrefix}${linkId}`,
      personId,
      ...mailWordsIn(language)[kind]({
        installation,
        name,
        link: new URL(`/invitation#${tokenPlace}`, publicUrl).href.replace(
          encodeURIComponent(tokenPlace),
          tokenPlace,
        ),
      }),
    })),
  );
  return true;
}

/** Mails links as soon as they are made. */
export function linkMailer(
  store: Store,
  publicUrl: string,
  send: () => Promise<void>,
  onFault: (fault: unknown) => void,
): Pump {
  return new Pump({
    url: store.url,
    channels: [mailChannel],
    pollMs,
    work: async () => {
      if (await makeLinkMails(store, publicUrl)) await send();
    },
    onFault,
  });
}
