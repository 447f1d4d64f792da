import type { CommandName } from './commands.js';

/**
 * What the provider of single sign-on does by its own word: there nobody acts, and the entry names the provider.
 * Rights follow the groups. Nothing else is done in its name.
 */
export const providerCommands: readonly CommandName[] = ['grant.map', 'grant.end'];
