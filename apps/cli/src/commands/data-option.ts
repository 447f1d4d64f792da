import { Option } from 'commander';
import { resolve } from 'node:path';
import { defaultDataFolder } from '../checkout.js';

/** `--data DIR`, which every command that opens a database takes. */
export const dataOption = (): Option =>
  new Option('--data <dir>', 'folder of the embedded database and the files of evidence')
    .default(defaultDataFolder, '.uphold in the folder of the project')
    .argParser((dir: string) => resolve(dir));
