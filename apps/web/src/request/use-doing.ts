import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { routes, type RouteName } from '#contracts';
import { tellFault } from '../ui/tell.js';
import { useFault } from '../words/use-fault.js';
import type { Answer } from './ask.js';
import { request } from './request.js';

/** Does something that is no command: sends it, and has what it touches asked for again. */
export function useDoing<R extends RouteName>(name: R, touches: readonly RouteName[], isTold = true) {
  const cache = useQueryClient();
  const fault = useFault();
  return useMutation({
    mutationFn: ({ id = '', input }: { id?: string; input?: unknown }) => {
      const { method, path, answer } = routes[name] as {
        method: 'POST' | 'PUT' | 'DELETE';
        path: string;
        answer?: z.ZodType;
      };
      return request(method, path.replace(':id', id), { input, view: answer }) as Promise<Answer<R>>;
    },
    onSuccess: () => Promise.all(touches.map((one) => cache.invalidateQueries({ queryKey: [one] }))),
    onError: (error) => isTold && tellFault(fault(error)),
  });
}
