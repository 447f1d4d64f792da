import { migrateJobs } from '#jobs';
import { letIn, migrate, writerRole } from '#store';
import type { OpenDatabase } from './open-database.js';

/**
 * Brings the tables up to date as their owner, and lets the login of the running product in. Answers the names of the
 * migrations that ran.
 */
export async function prepareDatabase({ url, ownerUrl }: OpenDatabase): Promise<string[]> {
  const ran = await migrate(ownerUrl);
  await migrateJobs(ownerUrl, writerRole);
  await letIn(ownerUrl, url);
  return ran;
}
