import { describe, expect, test } from '@jest/globals';
import { signerOf } from '../../../../test/support/bundle/keys.js';
import { checkpointOf, madeBundle, testOrigin } from '../../../../test/support/bundle/made-bundle.js';
import { RandomHistory } from '../../../../test/support/bundle/random-history.js';
import { verified } from '../../../../test/support/bundle/verified.js';
import { describeVerdict } from './describe.js';

const signer = signerOf('the log', testOrigin);
const receipts = signerOf('the receipts', `${testOrigin}/receipts`);
const history = new RandomHistory(5, 20);
const size = history.entries.length;
const smaller = madeBundle(history, { signer, size: size - 4 });
const newer = checkpointOf(history.entries, size, signer);

describe('a bundle from before the checkpoint that it is held against', () => {
  test('is not broken: it cannot be checked against it', async () => {
    const verdict = await verified(smaller, { trusted: [signer.vkey], oldCheckpoints: [newer] });
    const words = `This bundle ends at entry count ${size - 4}, before your checkpoint of ${size}. Export again. If no export reaches ${size}, entries were removed.`;
    expect(verdict).toMatchObject({
      outcome: 'unusable',
      faultCount: 1,
      faults: [{ code: 'before-checkpoint', expected: String(size), found: String(size - 4), words }],
    });
    expect(describeVerdict(verdict)).toEqual([{ heading: 'This cannot be verified.', lines: [words] }]);
  });

  test('is broken where something is wrong with it too, and says that it was not checked against it', async () => {
    const cut = smaller.filter((line) => line.type !== 'entry' || line.index !== 3);
    const verdict = await verified(cut, { trusted: [signer.vkey], oldCheckpoints: [newer] });
    expect(verdict).toMatchObject({ outcome: 'broken', faults: [{ code: 'index-order' }] });
    expect(verdict.unproved.map(({ code }) => code)).toContain('before-checkpoint');
    expect(describeVerdict(verdict).at(-1)).toMatchObject({
      heading: 'Not checked',
      lines: [expect.stringContaining('Export again')],
    });
  });
});

describe('the key that signs receipts', () => {
  test('is said to be the wrong one for a bundle', async () => {
    const verdict = await verified(smaller, { trusted: [receipts.vkey] });
    expect(verdict).toMatchObject({ outcome: 'unusable', faults: [{ code: 'key-for-receipts' }] });
    const [words] = verdict.faults.map((fault) => fault.words);
    expect(words).toContain(`${testOrigin}/receipts (key ${receipts.vkey.keyId}), signs receipts`);
    expect(words).toContain(`signed by ${testOrigin} (key ${signer.vkey.keyId})`);
  });

  test('beside the key of the log changes nothing', async () => {
    const verdict = await verified(smaller, { trusted: [receipts.vkey, signer.vkey] });
    expect([verdict.outcome, verdict.unproved]).toEqual(['holds', []]);
  });

  test('of another log is nobody that one trusts', async () => {
    const other = signerOf('other receipts', 'uphold/other/receipts');
    const verdict = await verified(smaller, { trusted: [other.vkey] });
    expect(verdict).toMatchObject({ outcome: 'broken', faults: [{ code: 'key-untrusted' }] });
  });
});
