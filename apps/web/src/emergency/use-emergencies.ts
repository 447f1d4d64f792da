import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { EmergencyAccessView } from '#contracts';
import { askOptions } from '../request/ask.js';

/** How often what is open is asked after: the live feed tells of some of it to some, and the clock ends it untold. */
const askMs = 20_000;

/** Emergency access that waits for a decision or under which somebody reads, as far as the person may know of it. */
export function useEmergencies(): readonly EmergencyAccessView[] {
  const options = askOptions('listEmergencyAccess', { query: { open: 'true', limit: 100 } });
  const { data } = useQuery({ ...options, refetchInterval: askMs });
  const now = useNow(1000, data?.rows.some(({ isRunning }) => isRunning) ?? false);
  return (data?.rows ?? []).filter(({ endsAt }) => endsAt === null || Date.parse(endsAt) > now);
}

/** The time, told anew as often as is said while that is of use; in milliseconds. */
export function useNow(everyMs: number, isOfUse: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isOfUse) return undefined;
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs, isOfUse]);
  return now;
}
