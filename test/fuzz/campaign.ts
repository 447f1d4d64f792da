import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { objectTypes, type Receipt } from '#contracts';
import { attempts, type Attempt } from './attempts.js';
import type { Operation } from './description.js';
import type { FuzzHouse } from './house.js';
import { faultsOf } from './judge.js';
import { readBackFaults, type Accepted } from './read-back.js';
import type { WireAnswer } from './send.js';

/** What came of the requests to one operation. */
export interface Outcome {
  operation: string;
  /** How often each status was answered. */
  statuses: Record<number, number>;
  /** The first faults in words, each with the request that shows it. */
  faults: string[];
}

const atOnce = 16;
const toldMax = 5;

/** Sends so many requests to one operation, drawn from the seed, and judges every answer. */
export async function campaign(
  house: FuzzHouse,
  operation: Operation,
  { seed, inputs }: { seed: number; inputs: number },
): Promise<Outcome> {
  const drawn = fc.sample(
    attempts(operation, await house.pools(operation), await house.cursorsOf(operation)),
    {
      seed: seedOf(operation.id, seed),
      numRuns: inputs,
    },
  );
  const outcome: Outcome = { operation: operation.id, statuses: {}, faults: [] };
  const accepted: Accepted[] = [];
  const before = await recorded(house);
  const queue = [...drawn];
  const work = async () => {
    for (let attempt = queue.shift(); attempt; attempt = queue.shift()) {
      const answer = await house.send(operation, attempt);
      outcome.statuses[answer.status] = (outcome.statuses[answer.status] ?? 0) + 1;
      const faults = faultsOf(operation, attempt, answer, house.secretsFrom(attempt.who));
      if (faults.length > 0 && outcome.faults.length < toldMax)
        outcome.faults.push(`${faults.join('; ')}\n${inWords(operation, attempt, answer)}`);
      const receipt = receiptIn(operation, answer);
      if (receipt) accepted.push({ receipt, sent: operation.isUpload ? null : sentIn(attempt) });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  outcome.faults.push(...(await recordFaults(house, before, accepted)));
  if (accepted.length > 0) {
    await house.app.settled();
    outcome.faults.push(...(await readBackFaults(house.app.store, accepted)));
  }
  return outcome;
}

/** Operations draw from a seed of their own each, so that one alone repeats what it drew among all. */
function seedOf(operation: string, seed: number): number {
  return createHash('sha256').update(`${seed} ${operation}`).digest().readInt32BE();
}

function receiptIn({ success }: Operation, { status, text }: WireAnswer): Receipt | null {
  const isReceipt = success.content['application/json']?.schema?.properties?.['entries'] !== undefined;
  return isReceipt && status === success.status ? (JSON.parse(text) as Receipt) : null;
}

/** The body as it was meant; what was accepted is JSON. */
function sentIn({ body }: Attempt): unknown {
  return body ? JSON.parse(new TextDecoder().decode(body.bytes)) : null;
}

/** Ids of all entries about objects. */
async function recorded({ app }: FuzzHouse): Promise<Set<string>> {
  const text = 'select id::text from entry where object_type = any($1)';
  const { rows } = await app.store.pool.query<{ id: string }>(text, [objectTypes]);
  return new Set(rows.map(({ id }) => id));
}

/** Whatever was accepted is in the record, and of the rest nothing. */
async function recordFaults(
  house: FuzzHouse,
  before: Set<string>,
  accepted: readonly Accepted[],
): Promise<string[]> {
  const after = await recorded(house);
  const promised = new Set(accepted.flatMap(({ receipt: { entries } }) => entries.map(({ id }) => id)));
  const lost = [...promised].filter((id) => !after.has(id));
  const unasked = [...after].filter((id) => !before.has(id) && !promised.has(id));
  return [
    ...(lost.length > 0 ? [`${lost.length} accepted entries are not in the record`] : []),
    ...(unasked.length > 0 ? [`${unasked.length} entries are in the record that no answer told of`] : []),
  ];
}

function inWords(
  { method }: Operation,
  { who, session, target, headers, body }: Attempt,
  answer: WireAnswer,
) {
  const sent = body ? `\n${body.bytes.toString().slice(0, 600)}` : '';
  return `${who} (${session}) ${method.toUpperCase()} ${target.slice(0, 500)} ${JSON.stringify(headers).slice(0, 400)}${sent}
-> ${answer.status} ${answer.text.slice(0, 600)}`;
}
