import { Option } from 'commander';
import { join, resolve } from 'node:path';

/** `--keys DIR`, which every command that signs takes. */
export const keysOption = (): Option =>
  new Option(
    '--keys <dir>',
    'folder of the private keys with which the log is signed (default: keys in the data folder)',
  ).argParser((dir: string) => resolve(dir));

/** Root of the key folders. */
export const keysFolderOf = ({ data, keys }: { data: string; keys?: string }): string =>
  keys ?? join(data, 'keys');
