import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { peopleBytesMax, PeoplePlan, routes, type PlannedPerson } from '#contracts';
import { request } from '../request/request.js';
import { carryOut, type RowFate } from './carry-out.js';

/** Why a file is not even sent. */
export type Unsent = 'too-large' | 'not-utf-8' | 'empty';

/** Where a list of people stands: checked by the server, then carried out row by row from here. */
export function usePeopleList() {
  const cache = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [unsent, setUnsent] = useState<Unsent | null>(null);
  const [fates, setFates] = useState<ReadonlyMap<PlannedPerson, RowFate>>(new Map());
  const stopping = useRef<AbortController | null>(null);
  const [isRunning, setRunning] = useState(false);
  const check = useMutation({
    mutationFn: (text: string) =>
      request('POST', routes.planPeople.path, { input: { text }, view: PeoplePlan }),
  });

  const take = async (taken: File | null) => {
    stopping.current?.abort();
    setFile(taken);
    setFates(new Map());
    check.reset();
    const read = taken ? await readText(taken) : null;
    setUnsent(read && 'unsent' in read ? read.unsent : null);
    if (read && 'text' in read) check.mutate(read.text);
  };

  const run = async () => {
    if (!check.data) return;
    const stop = new AbortController();
    stopping.current = stop;
    setRunning(true);
    const told = new Map([...fates].filter(([, { kind }]) => kind === 'done'));
    setFates(new Map(told));
    await carryOut(check.data, told, stop.signal, () => setFates(new Map(told)));
    setRunning(false);
    void cache.invalidateQueries();
  };

  return {
    file,
    take,
    unsent,
    plan: check.data,
    isChecking: check.isPending,
    error: check.error,
    fates,
    isRunning,
    run,
    stop: () => stopping.current?.abort(),
  };
}
export type PeopleListState = ReturnType<typeof usePeopleList>;

/** The text of a file in UTF-8, or why there is none. */
async function readText(file: File): Promise<{ text: string } | { unsent: Unsent }> {
  if (file.size > peopleBytesMax) return { unsent: 'too-large' };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    if (text.includes('\0')) return { unsent: 'not-utf-8' };
    return text.trim() ? { text } : { unsent: 'empty' };
  } catch {
    return { unsent: 'not-utf-8' };
  }
}
