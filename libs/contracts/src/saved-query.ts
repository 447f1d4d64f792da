import { z } from 'zod';
import { HistoryQuery } from './history.js';
import { Id, line } from './primitives.js';

/** How many questions a person may keep. */
export const savedQueriesMax = 50;

/** A question to the history as it is kept: all of it but the page. */
export const KeptQuery = HistoryQuery.omit({ cursor: true, limit: true });
export type KeptQuery = z.infer<typeof KeptQuery>;

/** Keeps a question under a name, or changes one that is kept. */
export const SaveQuery = z.strictObject({ name: line(100), query: KeptQuery });
export type SaveQuery = z.infer<typeof SaveQuery>;

export const SavedQuery = SaveQuery.extend({ id: Id });
export type SavedQuery = z.infer<typeof SavedQuery>;
