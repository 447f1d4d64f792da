import { describe, expect, test } from '@jest/globals';
import { signerOf } from '../../../../test/support/bundle/keys.js';
import { madeBundle, testOrigin } from '../../../../test/support/bundle/made-bundle.js';
import type { Mutation, Original } from '../../../../test/support/bundle/mutation.js';
import { mutations } from '../../../../test/support/bundle/mutations.js';
import { RandomHistory, type MadeEntry } from '../../../../test/support/bundle/random-history.js';
import { verified, verifiedLines } from '../../../../test/support/bundle/verified.js';
import { Dice } from '../../../../test/support/random/dice.js';
import type { Verdict } from './verdict.js';

const signer = signerOf('the log', testOrigin);
const forger = signerOf('somebody else', testOrigin);
const mutationCount = 5000;

/** Short ones: each is read some 250 times. */
const lengthOf = (place: number): number => 12 + (place % 9);

/** Bundles to tamper with: whole and scoped, with and without redactions. */
function originals(): Original[] {
  const foreign = madeBundle(new RandomHistory(999, 20), { signer });
  return Array.from({ length: 20 }, (_, place) => {
    const history = new RandomHistory(place + 1, lengthOf(place));
    if (place % 3 === 0) history.redact();
    const isHidden = ({ fields }: MadeEntry, index: number) =>
      place % 4 === 1 && index % 5 === 2 && fields.objectType !== 'redaction';
    const whole = history.entries.length;
    const lines = madeBundle(history, { signer, isHidden, earlier: place % 2 === 0 ? [7] : [] });
    const unredacted = new RandomHistory(place + 1, lengthOf(place));
    const smaller = madeBundle(unredacted, { signer, isHidden, size: Math.min(whole, lengthOf(place)) - 3 });
    return { lines, foreign, smaller, signer, forger };
  });
}

const leadsTo = (index: number, { faults }: Verdict): boolean =>
  faults.some(
    (fault) =>
      fault.index !== undefined &&
      (fault.index === index || (fault.index <= index && index <= (fault.to ?? -1))),
  );

function disagreement({ codes, outcome = 'broken', index, line }: Mutation, verdict: Verdict): string | null {
  const [first] = verdict.faults;
  if (verdict.outcome === 'holds' || !first) return 'it was accepted';
  if (verdict.outcome !== outcome) return `it is ${verdict.outcome}, not ${outcome}`;
  if (!codes.includes(first.code)) return `the reason is ${first.code}, not ${codes.join(' or ')}`;
  if (line !== undefined && first.line !== line) return `the line is ${first.line}, not ${line}`;
  if (index !== undefined && !leadsTo(index, verdict)) return `nothing leads to index ${index}`;
  return null;
}

describe('what was tampered with', () => {
  const all = originals();

  test('comes from bundles that hold', async () => {
    for (const { lines, smaller, foreign } of all)
      for (const bundle of [lines, smaller, foreign]) {
        const { outcome, faults } = await verified(bundle, { trusted: [signer.vkey] });
        expect([outcome, faults]).toEqual(['holds', []]);
      }
  });

  const names = Object.keys(mutations);
  const each = Math.ceil(mutationCount / names.length);
  let refused = 0;

  test.each(names)('%s is refused, for its reason and at its place', async (name) => {
    const dice = new Dice(names.indexOf(name));
    let made = 0;
    for (let attempt = 0; made < each && attempt < each * 5; attempt++) {
      const mutation = mutations[name]?.(all[attempt % all.length] as Original, dice);
      if (!mutation) continue;
      made += 1;
      const verdict = await verifiedLines(mutation.lines, {
        ...(!mutation.withoutKey && { trusted: [signer.vkey] }),
        oldCheckpoints: mutation.oldCheckpoints ?? [],
      });
      const wrong = disagreement(mutation, verdict);
      if (wrong)
        throw new Error(`attempt ${attempt}: ${wrong}: ${JSON.stringify(verdict.faults.slice(0, 4))}`);
      expect(verdict.faults[0]?.words).toMatch(/^[A-Z].*\.$/s);
    }
    expect(made).toBe(each);
    refused += made;
  });

  test('was tampered with in more than 5,000 cases', () => {
    expect(refused).toBeGreaterThanOrEqual(mutationCount);
  });
});
