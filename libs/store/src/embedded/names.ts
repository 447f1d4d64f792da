import { join } from 'node:path';

/** The account that owns the database, and the database's name. */
export const databaseName = 'uphold';

/** The account that the running product signs in with: it owns nothing. */
export const productName = 'uphold_product';

/** How the folders begin that hold a cluster still in the making. */
export const draftPrefix = '.database-draft-';

/** The folder of the cluster itself, within the place that was chosen for it. */
export const clusterFolderOf = (place: string): string => join(place, 'postgres');
