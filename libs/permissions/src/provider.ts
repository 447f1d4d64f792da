import { directoryCommands, providerCommands, Refusal, type CommandName } from '#contracts';
import type { Facts } from './facts.js';

/** How the provider of single sign-on stands to the account that a command is about. */
export interface ProviderStanding {
  /** Whether its directory keeps the account: it opened it, or was led to it by its address. */
  isKept: boolean;
  /** Whether the account was closed by the provider, not by a person; of an open account nothing is meant. */
  isClosedByIt: boolean;
  /** Whether a person made this one an administrator. */
  isMadeAdministrator: boolean;
  /** Whether the command changes the address of the account. */
  changesAddress: boolean;
  /** Whether nobody who can come in would keep the installation after the command. */
  leavesNoAdministrator: boolean;
}

/**
 * Null where the provider of single sign-on may do this by its own word; otherwise the refusal. Of rights it touches
 * those alone that a mapping gave, never what a person gave by hand; of accounts those that its directory keeps. What
 * a person closed it does not open, an administrator's address it leaves alone, and it never ends the last one.
 */
export function permitProvider(
  name: CommandName,
  { grant }: Facts,
  standing: ProviderStanding,
): Refusal | null {
  const touchesGiven = name === 'grant.end' && !grant?.mappingId;
  if (!providerCommands.includes(name) || touchesGiven)
    return refusal(name, `the provider of single sign-on may not '${name}' here`);
  if (directoryCommands.includes(name) && !standing.isKept)
    return refusal('provider/not-kept', 'the directory does not keep this account');
  if (name === 'person.reactivate' && !standing.isClosedByIt)
    return refusal('provider/closed-by-a-person', 'a person closed this account: a person opens it again');
  if (name === 'person.change' && standing.changesAddress && standing.isMadeAdministrator)
    return refusal(
      'provider/administrators-address',
      'the address of an administrator is changed by a person',
    );
  if (standing.leavesNoAdministrator)
    return new Refusal('last-administrator', 'nobody would be left who administers the installation', {
      rule: 'provider/last-administrator',
    });
  return null;
}

const refusal = (rule: string, message: string): Refusal => new Refusal('not-permitted', message, { rule });
