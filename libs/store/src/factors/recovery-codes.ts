import { createHash, randomInt } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';

const count = 10;
/** Crockford's base32: nothing in it is easily taken for something else. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 16;

/** Ten fresh codes of 80 bits in the place of all that the person had; told this once, their hashes are kept. */
export async function renewRecoveryCodes(client: PoolClient, personId: string): Promise<string[]> {
  const codes = Array.from({ length: count }, newCode);
  await client.query('delete from recovery_code where person_id = $1', [personId]);
  await client.query('insert into recovery_code (person_id, digest) select $1, unnest($2::bytea[])', [
    personId,
    codes.map((code) => digestOf(personId, code)),
  ]);
  return codes;
}

/** Uses a code up. Answers how many are left; null where it is none of the person's, or was used before. */
export async function useRecoveryCode(
  client: PoolClient,
  personId: string,
  code: string,
): Promise<{ left: number } | null> {
  const { rowCount } = await client.query(
    'update recovery_code set used_at = clock_timestamp() where person_id = $1 and digest = $2 and used_at is null',
    [personId, digestOf(personId, code)],
  );
  return rowCount === 1 ? { left: await recoveryCodesLeft(client, personId) } : null;
}

export async function recoveryCodesLeft(client: Pool | PoolClient, personId: string): Promise<number> {
  const { rows } = await client.query<{ left: number }>(
    'select count(*)::int as left from recovery_code where person_id = $1 and used_at is null',
    [personId],
  );
  return rows[0]?.left ?? 0;
}

function newCode(): string {
  const text = Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
  return (text.match(/.{4}/g) ?? []).join('-');
}

/** A code has as many bits as a guess cannot reach, so that a plain hash keeps it; how it was typed does not matter. */
function digestOf(personId: string, code: string): Buffer {
  const plain = code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return createHash('sha256').update(`${personId}/${plain}`).digest();
}
