import { useMemo } from 'react';
import type { EntityView } from '#contracts';
import { useAnswer } from '../request/ask.js';

/** The tree of entities, for pickers and for the names behind identifiers. */
export function useEntities() {
  const { data, isPending, error, refetch } = useAnswer('listEntities', { query: { limit: 200 } });
  return useMemo(() => {
    const rows = data?.rows ?? [];
    const byId = new Map(rows.map((entity) => [entity.id, entity]));
    const label = ({ name, acronym }: EntityView) => (acronym ? `${acronym} · ${name}` : name);
    return {
      rows,
      isPending,
      error,
      again: () => void refetch(),
      options: rows.map((entity) => ({ value: entity.id, label: label(entity) })),
      nameOf: (id: string | null) => {
        const entity = id ? byId.get(id) : undefined;
        return entity ? label(entity) : null;
      },
    };
  }, [data, isPending, error, refetch]);
}
