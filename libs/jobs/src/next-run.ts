import { jobs, type JobName } from './catalogue.js';

const dayMs = 86_400_000;

/**
 * When a job comes next by itself, after a time. Schedules are read as far as the catalogue writes them: a minute,
 * an hour or `*`, and a day of the week or `*`, in UTC.
 *
 * @throws for a job without a schedule, or a schedule of another form
 */
export function nextRunOf(name: JobName, after: Date): Date {
  const { schedule } = jobs[name] as { schedule?: string };
  const read = /^(\d+) (\d+|\*) \* \* ([0-6]|\*)$/.exec(schedule ?? '');
  if (!read) throw new Error(`the schedule of '${name}' is not of a form that can be told`);
  const [, minute, hour, weekday] = read;
  const hours = hour === '*' ? Array.from({ length: 24 }, (_, one) => one) : [Number(hour)];
  const midnight = Date.UTC(after.getUTCFullYear(), after.getUTCMonth(), after.getUTCDate());
  for (let day = 0; day <= 7; day++) {
    for (const one of hours) {
      const time = new Date(midnight + day * dayMs + (one * 60 + Number(minute)) * 60_000);
      if (time > after && (weekday === '*' || time.getUTCDay() === Number(weekday))) return time;
    }
  }
  throw new Error(`'${name}' comes on no day of the week`);
}
