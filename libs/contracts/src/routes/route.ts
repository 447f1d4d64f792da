import type { z } from 'zod';
import type { CommandName } from '../commands.js';
import type { ObjectType } from '../vocabulary.js';

/**
 * Who may knock: anybody, anybody signed in, those with rights to read this type of object, the history, who can see
 * something, what the house checks of itself, or whoever may issue the command, which is asked on the object itself.
 */
export type RoutePermission =
  | 'anyone'
  | 'signed-in'
  | { read: ObjectType | 'history' | 'check' | 'reader' | 'access' }
  | { command: CommandName };

/** A row of the route table. `media` is what comes where no `answer` does: a note, lines, a file. */
export const route = <
  M extends 'GET' | 'POST' | 'PUT' | 'DELETE',
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
  A extends z.ZodType = z.ZodUndefined,
>(
  method: M,
  path: string,
  permission: RoutePermission,
  summary: string,
  shapes: {
    query?: Q;
    body?: B;
    answer?: A;
    creates?: boolean;
    media?: string;
    /** Answers with another address to go to (303, See Other). */
    leadsOn?: boolean;
    /** Open as well to who must have a second factor and has none yet. */
    isEarly?: boolean;
    /** Whoever knocks must be there in person: a token does not open it. */
    inPerson?: boolean;
  } = {},
) => ({ method, path, permission, summary, ...shapes });
