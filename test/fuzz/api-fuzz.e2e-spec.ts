import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { writeSync } from 'node:fs';
import { expectWholeLog } from '../support/record.js';
import { campaign, type Outcome } from './campaign.js';
import { describedOperations, type Operation } from './description.js';
import { FuzzHouse } from './house.js';

const inputs = Number(process.env['FUZZ_INPUTS'] ?? 200);
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_124);
const only = process.env['FUZZ_OPERATION'];

describe(`every operation that the API describes, by ${inputs} requests drawn from seed ${seed}`, () => {
  let house: FuzzHouse;
  let operations: Operation[];
  const outcomes: Outcome[] = [];
  beforeAll(async () => {
    house = await FuzzHouse.open();
    const described = await describedOperations(house.app.url);
    // What changes things first: the lists then have something to tell.
    operations = described
      .filter(({ id }) => !only || id === only)
      .sort((one, other) => Number(one.method === 'get') - Number(other.method === 'get'));
  }, 120_000);
  afterAll(() => house.close());

  test('takes what it describes, refuses the rest with a problem, and tells nobody what is not theirs', async () => {
    expect(operations).not.toEqual([]);
    for (const operation of operations) {
      const outcome = await campaign(house, operation, { seed, inputs });
      outcomes.push(outcome);
      if (process.env['FUZZ_TELL'])
        writeSync(1, `${JSON.stringify(outcome.statuses)} ${operation.id} ${outcome.faults.join('\n')}\n`);
    }
    const faulty = outcomes.filter(({ faults }) => faults.length > 0);
    expect(
      faulty
        .map(
          ({ operation, faults }) =>
            `${operation}: ${faults.join('\n\n')}\nAgain: npm run fuzz -- --seed ${seed} --operation ${operation} --inputs ${inputs}`,
        )
        .join('\n\n'),
    ).toBe('');
  }, 3_600_000);

  test('leaves the log whole', async () => {
    await house.app.settled();
    await expectWholeLog(house.app.store);
  }, 60_000);
});
