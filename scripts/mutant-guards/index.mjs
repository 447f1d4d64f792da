import { doors } from './doors.mjs';
import { duties } from './duties.mjs';
import { reading } from './reading.mjs';
import { rows } from './rows.mjs';

/**
 * Guards that are taken away one at a time: where, what is found there, what is put in its place, and which specs must
 * notice, in the project `e2e` unless another is named; `only` names the tests of them that suffice. Where a second
 * line stands behind a guard, `alone` takes that away as well, so that it is the guard that is tried.
 */
export const guards = [...doors, ...duties, ...reading, ...rows];

/** The second line: what row-level security asks of rows, always answered with yes. */
export const secondLine = {
  file: 'libs/store/src/migrations/row-security/classes.ts',
  find: '`(case when ${condition} then true end) is not null`',
  put: "(condition === '' ? 'false' : 'true')",
};
