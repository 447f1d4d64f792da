import { createHash } from 'node:crypto';
import type { Pool } from 'pg';

/** How attempts of one kind wait: so many come through at once, each further one longer than the one before. */
interface Line {
  key: Buffer;
  free: number;
  maxMs: number;
}

/** Attempts for one address, by whomever. */
const addressLine = (email: string): Line => ({
  key: keyOf('address', email.normalize('NFC').trim().toLowerCase()),
  free: 5,
  maxMs: 8_000,
});

/** Attempts from one place in the network, for whomever: an office may stand behind it. */
const placeLine = (place: string): Line => ({ key: keyOf('place', place), free: 100, maxMs: 2_000 });

/** A line that would keep somebody waiting longer lets nobody else in. */
const patienceMs = 30_000;

/**
 * Takes a place in all lines in one statement: the lock on each line's row makes attempts on all nodes follow each
 * other. Each also takes away some lines that nobody has stood in for long, so that what is kept is bounded by what
 * came within that time.
 */
const takePlace = {
  name: 'sign-in-line',
  text: `with gone as (
      delete from sign_in_line where key in (select key from sign_in_line
        where expires_at < now() and key <> all($1::bytea[]) order by expires_at limit 20 for update skip locked)
    )
    insert into sign_in_line as line (key, attempts, free_at, expires_at)
    select wanted.key, 1, now(), now() + interval '15 minutes'
      from unnest($1::bytea[], $2::integer[], $3::integer[]) as wanted (key, free, max_ms) order by wanted.key
    on conflict (key) do update set
      attempts = case when line.expires_at < clock_timestamp() then 1 else line.attempts + 1 end,
      free_at = greatest(line.free_at, clock_timestamp()) + make_interval(secs => (
        select case when line.expires_at < clock_timestamp() or line.attempts < wanted.free then 0
          else least(wanted.max_ms, 250 * 2 ^ least(line.attempts - wanted.free, 20)) / 1000.0 end
        from unnest($1::bytea[], $2::integer[], $3::integer[]) as wanted (key, free, max_ms)
        where wanted.key = line.key)),
      expires_at = greatest(line.free_at, clock_timestamp()) + interval '15 minutes'
    where line.free_at < clock_timestamp() + make_interval(secs => $4)
    returning line.key, line.attempts, greatest(0, extract(epoch from line.free_at - clock_timestamp()) * 1000)::float8
      as "waitMs"`,
};

/** A place in line. */
export interface PlaceInLine {
  /** How long to wait before the attempt is made. */
  waitMs: number;
  /** The how-manieth attempt in a row for this address it is. */
  attempts: number;
}

/**
 * Puts an attempt to sign in into line, before anything is known of the address: known and unknown ones wait alike,
 * on all nodes together, and however many come at once. Nobody is locked out: whoever knows the password gets in
 * when their turn comes.
 *
 * @param place where in the network the attempt comes from
 * @returns null where a line is so long that nobody else is let in now
 */
export async function takePlaceInLine(pool: Pool, email: string, place: string): Promise<PlaceInLine | null> {
  const lines = [addressLine(email), placeLine(place)];
  const { rows } = await pool.query<{ key: Buffer; attempts: number; waitMs: number }>({
    ...takePlace,
    values: [
      lines.map(({ key }) => key),
      lines.map(({ free }) => free),
      lines.map(({ maxMs }) => maxMs),
      patienceMs / 1000,
    ],
  });
  if (rows.length < lines.length) return null;
  const own = rows.find(({ key }) => lines[0]?.key.equals(key));
  return { waitMs: Math.max(...rows.map(({ waitMs }) => waitMs)), attempts: own?.attempts ?? 1 };
}

/** Ends the line of an address whose password was right, and does not count the attempt where it came from. */
export async function leaveLine(pool: Pool, email: string, place: string): Promise<void> {
  await pool.query({
    name: 'sign-in-line-left',
    text: `with left_line as (delete from sign_in_line where key = $1)
      update sign_in_line set attempts = greatest(0, attempts - 1) where key = $2`,
    values: [addressLine(email).key, placeLine(place).key],
  });
}

function keyOf(kind: string, value: string): Buffer {
  return createHash('sha256').update(`${kind}:${value}`).digest();
}
