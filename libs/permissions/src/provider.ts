import { providerCommands, Refusal, type CommandName } from '#contracts';
import type { Facts } from './facts.js';

/**
 * Null where the provider of single sign-on may do this by its own word; otherwise the refusal. Of rights it touches
 * those alone that a mapping gave, never what a person gave by hand.
 */
export function permitProvider(name: CommandName, { grant }: Facts): Refusal | null {
  if (providerCommands.includes(name) && (name !== 'grant.end' || grant?.mappingId)) return null;
  return new Refusal('not-permitted', `the provider of single sign-on may not '${name}' here`, {
    rule: name,
  });
}
