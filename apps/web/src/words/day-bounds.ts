/** Where a day (YYYY-MM-DD) begins in the person's own time zone, RFC 3339 UTC. */
export const beginningOf = (day: string): string => new Date(`${day}T00:00:00.000`).toISOString();

/** Where it ends. */
export const endOf = (day: string): string => new Date(`${day}T23:59:59.999`).toISOString();

/** The day that a time falls on in the person's own time zone, YYYY-MM-DD. */
export function dayOf(time: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}
