import type { CommandName } from './commands.js';

/** Commands by which the provider of single sign-on keeps accounts that are its own to keep (SCIM). */
export const directoryCommands: readonly CommandName[] = [
  'person.change',
  'person.deactivate',
  'person.reactivate',
];

/**
 * What the provider of single sign-on does by its own word: there nobody acts, and the entry names the provider.
 * Rights follow the groups, and accounts its directory. Nothing else is done in its name.
 */
export const providerCommands: readonly CommandName[] = [
  'grant.map',
  'grant.end',
  'person.create',
  ...directoryCommands,
];
