import { describe, expect, test } from '@jest/globals';
import { signerOf } from '../../../../test/support/bundle/keys.js';
import { checkpointOf, madeBundle, testOrigin } from '../../../../test/support/bundle/made-bundle.js';
import { RandomHistory, type MadeEntry } from '../../../../test/support/bundle/random-history.js';
import { verified } from '../../../../test/support/bundle/verified.js';
import { Dice } from '../../../../test/support/random/dice.js';

const signer = signerOf('the log', testOrigin);

/** Some exports of one random history: scoped or whole, of all of it or of an earlier size. */
function anyBundles(seed: number, count: number) {
  const dice = new Dice(seed);
  const history = new RandomHistory(seed, 8 + dice.below(24));
  if (dice.chance(40)) history.redact();
  if (dice.chance(20)) history.redact();
  return Array.from({ length: count }, () => anyBundle(history, dice));
}

function anyBundle(history: RandomHistory, dice: Dice) {
  const { entries } = history;
  const isOf = (type: string, { fields }: MadeEntry) => fields.objectType === type;
  // That words were taken out is proved only where the redaction is told as well.
  const size = entries.length - (entries.some((entry) => isOf('redaction', entry)) ? 0 : dice.below(8));
  const hidesObjects = dice.chance(30);
  const hidden = new Set(
    entries.filter(() => hidesObjects && dice.chance(30)).map(({ fields }) => fields.objectId),
  );
  const hidesLeaves = dice.chance(20);
  const leaves = new Set([...entries.keys()].filter(() => hidesLeaves && dice.chance(20)));
  const earlier = dice.chance(30) ? [dice.below(size)] : [];
  const old = dice.chance(30) ? [checkpointOf(entries, dice.below(size + 1), signer)] : [];
  const lines = madeBundle(history, {
    signer,
    size,
    earlier,
    isHidden: (entry, index) =>
      hidden.has(entry.fields.objectId) || leaves.has(index) || (hidesObjects && isOf('redaction', entry)),
  });
  return { lines, size, old };
}

const oneBundle = () => anyBundles(7, 1)[0]?.lines ?? [];

describe('honest bundles', () => {
  test('1,000 of them hold, whatever they tell', async () => {
    let count = 0;
    let withLeaves = 0;
    let redactions = 0;
    let untold = 0;
    const seeds = Array.from({ length: 200 }, (_, place) => place + 1);
    for (const { lines, size, old } of seeds.flatMap((seed) => anyBundles(seed, 5))) {
      const verdict = await verified(lines, { trusted: [signer.vkey], oldCheckpoints: old });
      if (verdict.outcome !== 'holds') throw new Error(JSON.stringify(verdict.faults));
      const { proved, unproved } = verdict;
      expect(proved.entries + proved.leaves).toBe(size);
      expect(proved.legalSteps).toBe(proved.entries);
      expect(proved.states).toBe(lines.filter((line) => line.type === 'entry' && line.state).length);
      expect(proved.oldCheckpoints).toHaveLength(old.length);
      expect(proved.signers).toEqual([
        { name: testOrigin, keyId: signer.vkey.keyId, isTrusted: true, cosignedAt: null },
      ]);
      expect(unproved.some(({ code }) => code === 'outside-export')).toBe(proved.leaves > 0);
      count += 1;
      withLeaves += proved.leaves > 0 ? 1 : 0;
      redactions += verdict.redactionCount;
      untold += unproved.filter(({ code }) => code === 'redaction-outside-export').length;
    }
    expect(count).toBe(1000);
    expect(withLeaves).toBeGreaterThan(200);
    expect(redactions).toBeGreaterThan(200);
    expect(untold).toBeGreaterThan(50);
  });

  test('without a key of one’s own hold, and say that the key is known from the bundle alone', async () => {
    const verdict = await verified(oneBundle());
    expect(verdict.outcome).toBe('holds');
    expect(verdict.unproved.map(({ code }) => code)).toContain('key-from-bundle');
  });

  test('are read in the time that they are given', async () => {
    const stop = new AbortController();
    stop.abort(new Error('enough'));
    await expect(verified(oneBundle(), { signal: stop.signal })).rejects.toThrow('enough');
  });
});
