import { describe, expect, test } from '@jest/globals';
import { signerOf } from '../../../../test/support/bundle/keys.js';
import { checkpointOf, madeBundle, testOrigin } from '../../../../test/support/bundle/made-bundle.js';
import { RandomHistory } from '../../../../test/support/bundle/random-history.js';
import { verified, verifiedLines } from '../../../../test/support/bundle/verified.js';
import { signatureTypes } from '../note/index.js';
import { bundleLine, type BundleLine, type EntryLine } from './lines.js';

const signer = signerOf('the log', testOrigin);
const history = new RandomHistory(3, 20);
const lines = madeBundle(history, { signer });
const trusted = [signer.vkey];
const codes = ({ faults }: { faults: { code: string }[] }) => faults.map(({ code }) => code);

describe('what is no bundle', () => {
  test.each([
    ['nothing', []],
    ['a text', ['Dear auditor,']],
    ['another JSON', ['{"a":1}']],
    ['a line that names a method of objects as its type', ['{"type":"constructor"}']],
    ['a bundle without its header', lines.slice(1).map(bundleLine)],
    ['a header without a size', [bundleLine(lines[0] as BundleLine).replace('treeSize', 'size')]],
  ])('%s is unusable', async (_what, text) => {
    expect(await verifiedLines(text)).toMatchObject({
      outcome: 'unusable',
      faults: [{ code: 'not-a-bundle' }],
    });
  });

  test('is not held against what is no checkpoint, nor against one that was altered', async () => {
    const old = checkpointOf(history.entries, 5, signer);
    const altered = await verified(lines, { trusted, oldCheckpoints: [old.replace('\n5\n', '\n6\n')] });
    expect(altered).toMatchObject({ outcome: 'unusable', faults: [{ code: 'old-checkpoint-signature' }] });
    const none = await verified(lines, { trusted, oldCheckpoints: ['Dear auditor,\n'] });
    expect(none).toMatchObject({ outcome: 'unusable', faults: [{ code: 'old-checkpoint-form' }] });
  });
});

describe('a bundle', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

  test('of depths without an end is broken, and breaks nothing else', async () => {
    const entry = lines[1] as EntryLine;
    const canon = entry.canon.replace('"note":{}', `"note":${deep}`);
    expect(canon).not.toBe(entry.canon);
    const found = await verified(lines.with(1, { ...entry, canon }), { trusted });
    expect(found.faults[0]).toMatchObject({ code: 'entry-form', index: 0 });
  });

  test('without states says so, and is not broken', async () => {
    const stateless = lines.map((line) => (line.type === 'entry' ? { ...line, state: undefined } : line));
    const { outcome, unproved, proved } = await verified(stateless, { trusted });
    expect([outcome, proved.states]).toEqual(['holds', 0]);
    expect(unproved.map(({ code }) => code)).toEqual(['states-not-compared']);
  });

  test('without a judge says that no step was judged', async () => {
    const { outcome, unproved } = await verified(lines, { trusted, judge: null });
    expect(outcome).toBe('holds');
    expect(unproved.map(({ code }) => code)).toContain('steps-not-judged');
  });

  test('that shows no words where it must, under an identifier that comes twice, is broken', async () => {
    const made = new RandomHistory(3, 20);
    const [one, other] = made.entries.filter(({ openings }) => openings.length > 0);
    if (!one || !other) throw new Error('nothing was said in this history');
    const silent = madeBundle(made, { signer }).map((line) => {
      if (line.type !== 'entry') return line;
      const canon = line.canon.replace(other.fields.id, one.fields.id);
      return { ...line, canon, openings: undefined };
    });
    const { faults } = await verified(silent, { trusted });
    const missing = faults.filter(
      ({ code, entryId }) => code === 'opening-missing' && entryId === one.fields.id,
    );
    expect(new Set(missing.map(({ index }) => index)).size).toBe(2);
  });

  test('is believed where one of several trusted keys signed it', async () => {
    const next = signerOf('the next key', testOrigin);
    const found = await verified(lines, { trusted: [next.vkey, signer.vkey] });
    expect(found.outcome).toBe('holds');
    expect(found.unproved.map(({ code }) => code)).toEqual(['trusted-key-did-not-sign']);
  });

  test('is not believed for the word of a key that only cosigns', async () => {
    const witness = signerOf('a witness', 'witness.example/1', signatureTypes.cosignature);
    expect(codes(await verified(lines, { trusted: [witness.vkey] }))).toContain('key-untrusted');
  });

  test('shows its progress and every fault that it has room for', async () => {
    const told: number[] = [];
    const nothing = lines.map((line) => (line.type === 'entry' ? { ...line, canon: '{}' } : line));
    const found = await verified(nothing, { trusted, onProgress: (done) => told.push(done) });
    expect(found.faultCount).toBeGreaterThanOrEqual(history.entries.length);
    expect(told.at(-1)).toBe(history.entries.length);
  });
});
