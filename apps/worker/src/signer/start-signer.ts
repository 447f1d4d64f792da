import { Logger } from '@nestjs/common';
import { signerOf, type Store } from '#store';

/** With what, and how often, the log is signed. */
export interface SigningSetting {
  /** Root of the key folders. */
  keysFolder: string;
  /** Milliseconds between two checkpoints at least. */
  everyMs?: number;
}

export interface RunningSigner {
  close(): Promise<void>;
}

/** Starts the signer of checkpoints, in a worker or in a process of its own. */
export async function startSigner(
  { pool, url }: Pick<Store, 'pool' | 'url'>,
  setting: SigningSetting,
): Promise<RunningSigner> {
  const logger = new Logger('Signer');
  const signer = signerOf({
    pool,
    url,
    ...setting,
    onRefusal: (reason) => logger.error(`NOTHING IS SIGNED ANY MORE: ${reason}. See: uphold signer status`),
    onFault: (fault) => logger.error(fault instanceof Error ? fault.stack : fault),
  });
  await signer.start();
  return { close: () => signer.stop() };
}
