import { useMemo } from 'react';
import { canRead } from '#permissions';
import { useAnswer } from '../request/ask.js';
import { useActor } from '../session/use-me.js';

/** Everybody with an account, for pickers and for the names behind identifiers; empty to those who may not read it. */
export function usePeople() {
  const actor = useActor();
  const { data } = useAnswer('listPeople', { query: { limit: 200 } }, canRead(actor, 'person', {}));
  return useMemo(() => {
    const rows = data?.rows ?? [];
    const names = new Map(rows.map(({ id, name }) => [id, name]));
    const options = rows
      .filter(({ state }) => state === 'active')
      .map(({ id, name }) => ({ value: id, label: name }));
    return { rows, options, nameOf: (id: string | null) => (id ? (names.get(id) ?? null) : null) };
  }, [data]);
}
