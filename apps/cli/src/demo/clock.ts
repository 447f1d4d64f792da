const dayMs = 86_400_000;
const minuteMs = 60_000;

/**
 * The demo's simulated clock: working hours of working days, never backwards, never after its end. Days are
 * counted from today: -30 is thirty days ago.
 */
export class DemoClock {
  private readonly today: number;
  private day = Number.NEGATIVE_INFINITY;
  private last = 0;
  private ticks = 0;

  constructor(private readonly end: Date) {
    this.today = Math.floor(end.getTime() / dayMs) * dayMs;
  }

  /** The calendar date of a day, as due dates have it. */
  date(day: number): string {
    return new Date(this.today + day * dayMs).toISOString().slice(0, 10);
  }

  /** The working day on which something planned for `day` is done: weekends move to their nearest neighbour. */
  workingDay(day: number): number {
    const weekday = new Date(this.today + day * dayMs).getUTCDay();
    if (weekday === 6) return day - 1;
    return weekday === 0 ? day + 1 : day;
  }

  /** The time of the next entry, on this day or as soon after the last one as the day allows. */
  next(day: number): string {
    const wanted = this.workingDay(day);
    if (wanted > this.day) {
      this.day = wanted;
      this.last = Math.max(this.last, this.today + wanted * dayMs + 8 * 60 * minuteMs);
    }
    this.ticks += 1;
    const later = this.last + (2 + ((this.ticks * 7) % 23)) * minuteMs + ((this.ticks * 1973) % 60_000);
    // Near the end the hours get short, and seconds must do.
    this.last = Math.min(later, Math.max(this.last + 1000, this.end.getTime()));
    return new Date(this.last).toISOString();
  }
}
