import { formOf, line, providerCommands } from '#contracts';
import type { CommandBehind } from './command-behind.js';
import { isOpen } from './open-values.js';
import type { AnyState } from './replayed-objects.js';
import type { ReplayedEntry } from './replayed-entry.js';

const nameForm = formOf(line(200), isOpen);

/** Whether an entry says that it was done by the word of the provider of single sign-on. */
export const isProviders = ({ body }: ReplayedEntry): boolean => body.note.provider !== undefined;

/**
 * Whether the provider of single sign-on may have done this by its word, in whose entries nobody acts; the fault in
 * words, or null. Of rights it ends those alone that a mapping gave.
 */
export function providerFault(
  { actor, onBehalfOf, body }: ReplayedEntry,
  { name }: CommandBehind,
  before: AnyState | undefined,
): string | null {
  const nameless = nameForm(body.note.provider, 'note/provider');
  if (nameless) return nameless;
  if (actor !== null || onBehalfOf !== null) return 'where the provider of single sign-on acts, nobody does';
  if (!providerCommands.includes(name)) return 'the provider of single sign-on may not do this';
  const mappingId = (before as { mappingId?: unknown } | undefined)?.mappingId;
  if (name === 'grant.end' && typeof mappingId !== 'string')
    return 'the provider of single sign-on ends no right that a person gave';
  return null;
}

/** Whether a command is done by the word of a provider alone; the fault in words where a person acts in it, or null. */
export const personFault = ({ name }: CommandBehind): string | null =>
  name === 'grant.map' ? 'a right by a mapping is given by the provider of single sign-on alone' : null;
