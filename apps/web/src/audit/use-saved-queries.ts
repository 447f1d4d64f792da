import { useMutation, useQueryClient } from '@tanstack/react-query';
import { routes, type SaveQuery } from '#contracts';
import { useAnswer } from '../request/ask.js';
import { request } from '../request/request.js';

/** The questions that the person keeps, and how to keep, rename and forget one. */
export function useSavedQueries() {
  const cache = useQueryClient();
  const { data } = useAnswer('listSavedQueries');
  const onSuccess = () => cache.invalidateQueries({ queryKey: ['listSavedQueries'] });
  const save = useMutation({
    mutationFn: ({ id, ...input }: SaveQuery & { id: string }) =>
      request('PUT', routes.saveQuery.path.replace(':id', id), { input, view: routes.saveQuery.answer }),
    onSuccess,
  });
  const forget = useMutation({
    mutationFn: (id: string) => request('DELETE', routes.forgetQuery.path.replace(':id', id)),
    onSuccess,
  });
  return { rows: data?.rows ?? [], save, forget };
}
