import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project, whether its source or its build runs. */
export const checkout = findUpwards(dirname(fileURLToPath(import.meta.url)));

/** Where data is kept when nobody says otherwise. */
export const defaultDataFolder = join(checkout, '.uphold');

/** The built web pages. */
export const webFolder = join(checkout, 'dist', 'apps', 'web');

function findUpwards(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const above = dirname(folder);
  if (above === folder) throw new Error('the folder of Uphold was not found above its own files');
  return findUpwards(above);
}
