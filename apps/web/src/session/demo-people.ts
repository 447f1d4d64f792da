import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { roles } from '#contracts';
import { request } from '../request/request.js';

const DemoPeople = z.object({
  people: z.array(
    z.object({ name: z.string(), email: z.string(), role: z.enum(roles), password: z.string() }),
  ),
});

/** People to try the product as; none where the installation is no demo. */
export const demoPeopleOptions = queryOptions({
  queryKey: ['demo-people'],
  queryFn: async ({ signal }) =>
    (await request('GET', '/demo-people', { view: DemoPeople, signal }).catch(() => null))?.people ?? [],
  staleTime: Infinity,
});
