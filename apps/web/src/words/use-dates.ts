import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import type { DueDate } from '#contracts';

type Precision = DueDate['precision'];

const shapes = {
  day: { day: 'numeric', month: 'short', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  year: { year: 'numeric' },
} as const satisfies Record<Precision, Intl.DateTimeFormatOptions>;

const steps = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** Dates in the person's language: calendar dates as they are, times in the person's own time zone. */
export function useDates() {
  const intl = useIntl();
  return useMemo(
    () => ({
      /** A calendar date, as precisely as it was set. */
      day: (date: string, precision: Precision = 'day') =>
        intl.formatDate(`${date}T00:00:00Z`, { ...shapes[precision], timeZone: 'UTC' }),
      time: (at: string) => intl.formatDate(at, { ...shapes.day, hour: '2-digit', minute: '2-digit' }),
      dayOf: (at: string) =>
        intl.formatDate(at, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
      clock: (at: string) => intl.formatTime(at, { hour: '2-digit', minute: '2-digit' }),
      /** How long ago, in the largest unit that fits. */
      ago: (at: string, now = Date.now()) => {
        const seconds = Math.round((Date.parse(at) - now) / 1000);
        const step = steps.find(([, size]) => Math.abs(seconds) >= size);
        if (!step) return intl.formatRelativeTime(0, 'minute', { numeric: 'auto' });
        return intl.formatRelativeTime(Math.trunc(seconds / step[1]), step[0], { numeric: 'auto' });
      },
    }),
    [intl],
  );
}
