import { describe, expect, test } from '@jest/globals';
import { entriesOf, fieldsOf } from '../../../../test/support/bundle/edit-bundle.js';
import { signerOf } from '../../../../test/support/bundle/keys.js';
import { madeBundle, testOrigin } from '../../../../test/support/bundle/made-bundle.js';
import { RandomHistory } from '../../../../test/support/bundle/random-history.js';
import { verified, verifiedLines } from '../../../../test/support/bundle/verified.js';
import { describeVerdict } from './describe.js';
import { bundleLine, type BundleLine, type EntryLine } from './lines.js';
import type { Verdict } from './verdict.js';

const signer = signerOf('the log', testOrigin);
const lines = madeBundle(new RandomHistory(11, 40), { signer });
const trusted = [signer.vkey];
const headings = (verdict: Verdict) => describeVerdict(verdict).map(({ heading }) => heading);

/** The entries of the object that has most of them. */
function longest(): EntryLine[] {
  const entries = entriesOf(lines);
  const objectOf = (entry: EntryLine) => fieldsOf(entry).objectId;
  const byObject = [...new Set(entries.map(objectOf))].map((objectId) =>
    entries.filter((entry) => objectOf(entry) === objectId),
  );
  return byObject.sort((one, other) => other.length - one.length)[0] ?? [];
}

const altered = (entry: EntryLine): BundleLine[] =>
  lines.map((line) => (line === entry ? { ...entry, canon: entry.canon.replace('{', '{ ') } : line));

describe('an altered entry', () => {
  const [first] = longest();
  if (!first) throw new Error('there is no entry');

  test('is one wrong; what its object’s later entries come to may follow from it', async () => {
    expect(longest().length).toBeGreaterThan(2);
    const verdict = await verified(altered(first), { trusted });
    expect(verdict).toMatchObject({ outcome: 'broken', isRootReached: false, isIncomplete: false });
    expect(verdict.faults.map(({ code }) => code)).toEqual(['entry-form', 'root-differs']);
    expect(verdict.faultCount).toBe(2);
    expect(verdict.consequences.map(({ code }) => code)).toContain('version-order');
    expect(verdict.consequenceCount).toBe(verdict.consequences.length);
    expect(headings(verdict)).toEqual([
      'The history is broken.',
      'The first break',
      'What else is wrong',
      'What may follow from it',
      'Not reached',
    ]);
  });

  test('does not excuse another one', async () => {
    const other = entriesOf(lines).findLast((entry) => fieldsOf(entry).objectId !== fieldsOf(first).objectId);
    if (!other) throw new Error('there is one object alone');
    const twice = altered(first).map((line) =>
      line === other ? { ...other, canon: other.canon.replace('{', '{ ') } : line,
    );
    const verdict = await verified(twice, { trusted });
    const wrongs = verdict.faults.filter(({ code }) => code === 'entry-form');
    expect(wrongs.map(({ index }) => index)).toEqual([first.index, other.index]);
  });
});

test('where the signed root is reached nothing merely follows', async () => {
  const states = lines.map((line) =>
    line.type === 'entry' && line.state ? { ...line, state: { ...line.state, version: 99 } } : line,
  );
  const verdict = await verified(states, { trusted });
  expect(verdict).toMatchObject({ outcome: 'broken', isRootReached: true, consequences: [] });
  expect(headings(verdict)).toEqual(['The history is broken.', 'The first break', 'What else is wrong']);
});

describe('a file of which only the end is missing', () => {
  const text = lines.map(bundleLine);

  test.each([
    ['its keys', text.slice(0, -1)],
    ['its checkpoint', text.slice(0, -2)],
    ['its last entries', text.slice(0, -9)],
    ['half of its last line', [...text.slice(0, -5), text.at(-5)?.slice(0, 40) ?? '']],
  ])('is incomplete: %s', async (_what, cut) => {
    const verdict = await verifiedLines(cut, { trusted });
    expect(verdict).toMatchObject({ outcome: 'broken', isIncomplete: true });
    expect(headings(verdict).slice(0, 2)).toEqual(['The file is incomplete.', 'The first break']);
  });

  test('is broken where something was wrong before', async () => {
    const { outcome, isIncomplete } = await verifiedLines(text.slice(0, -3).with(4, 'no line'), { trusted });
    expect([outcome, isIncomplete]).toEqual(['broken', false]);
  });
});
