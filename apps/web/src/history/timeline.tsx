import type { HistoryEntry } from '#contracts';
import { useDates } from '../words/use-dates.js';
import { groupBy } from './group-by.js';
import { TimelineEntry } from './timeline-entry.js';
import css from './history.module.css';

interface Props {
  entries: HistoryEntry[];
  isWide?: boolean;
}

/** Entries by the day on which they were recorded, in the order given. */
export function Timeline({ entries, isWide }: Props) {
  const dates = useDates();
  const days = [...groupBy(entries, ({ at }) => dates.dayOf(at))];
  return (
    <div className={css.line}>
      {days.map(([day, ofDay]) => (
        <section key={day} aria-label={day}>
          <h3 className={css.day}>{day}</h3>
          <ol>
            {ofDay.map((entry) => (
              <TimelineEntry key={entry.id} entry={entry} isWide={isWide} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}
