import { join } from 'node:path';

/** The account that Uphold signs in to its database with, and that database's name. */
export const databaseName = 'uphold';

/** How the folders begin that hold a cluster still in the making. */
export const draftPrefix = '.database-draft-';

/** The folder of the cluster itself, within the place that was chosen for it. */
export const clusterFolderOf = (place: string): string => join(place, 'postgres');
