import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { redactedText } from '#contracts';
import { commitmentOf, commitmentsIn, isOpeningOf, openedBody, sealedBody } from './commitment.js';
import { toHex } from './hashing.js';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
let salts = 0;
const freshSalt = () => sha256(Buffer.from(`salt ${salts++}`));
const seal = (body: object, objectType: Parameters<typeof sealedBody>[1]['objectType']) =>
  sealedBody(body, { sha256, objectType, freshSalt });

describe('a commitment', () => {
  test('is SHA-256 over 0x02, the salt and the canonical JSON', () => {
    const salt = Buffer.alloc(32, 7);
    const text = '{"a":"é","b":1}';
    const expected = createHash('sha256')
      .update(Buffer.from([2]))
      .update(salt)
      .update(text, 'utf8');
    expect(commitmentOf(sha256, salt, { b: 1, a: 'é' })).toBe(expected.digest('hex'));
  });

  test('takes no salt of another length', () => {
    expect(() => commitmentOf(sha256, Buffer.alloc(31), 'x')).toThrow('a salt has 32 bytes');
  });

  test('is opened by its own value and salt alone', () => {
    const opening = { path: '/set/text', salt: toHex(freshSalt()), value: 'what was said' };
    const commitment = { commitment: commitmentOf(sha256, Buffer.from(opening.salt, 'hex'), opening.value) };
    expect(isOpeningOf(sha256, commitment, opening)).toBe(true);
    expect(isOpeningOf(sha256, commitment, { ...opening, value: 'what was not said' })).toBe(false);
    expect(isOpeningOf(sha256, commitment, { ...opening, salt: '0'.repeat(64) })).toBe(false);
  });
});

describe('sealing a body', () => {
  const proposal = {
    set: {
      change: { transition: 'report-implemented', narrative: 'We did it.', evidenceIds: ['e1'] },
      evidence: [
        { evidenceId: 'e1', version: 1, sha256: 'f'.repeat(64) },
        { evidenceId: 'e2', sha256: null },
      ],
      decisions: [{ by: 'p', outcome: 'approved', reason: null, tested: 'Asked three offices.' }],
      state: 'open',
    },
    was: {},
    note: { reason: 'Because.', proposalId: 'p1' },
  };

  test('leaves nothing sensitive in it, and all of the rest', () => {
    const { body, openings } = seal(proposal, 'proposal');
    expect(openings.map(({ path, value }) => [path, value])).toEqual([
      ['/set/change/narrative', 'We did it.'],
      ['/set/evidence/0/sha256', 'f'.repeat(64)],
      ['/set/decisions/0/tested', 'Asked three offices.'],
      ['/note/reason', 'Because.'],
    ]);
    const sealed = JSON.stringify(body);
    for (const { value } of openings) expect(sealed).not.toContain(value);
    expect(body).toMatchObject({ set: { state: 'open', change: { evidenceIds: ['e1'] } } });
    expect(commitmentsIn(body).map(({ path }) => path)).toEqual(
      expect.arrayContaining(openings.map(({ path }) => path)),
    );
    expect(proposal.set.change.narrative).toBe('We did it.');
  });

  test('and opening it gives the body back', () => {
    const text = fc.string({ unit: 'grapheme' });
    const file = fc.record({ fileName: text, size: fc.nat(), sha256: fc.constant('a'.repeat(64)) });
    fc.assert(
      fc.property(text, fc.option(file), fc.option(text), (title, kept, reason) => {
        const body = { set: { title, file: kept, state: 'current' }, was: { title }, note: { reason } };
        const { body: sealed, openings } = seal(body, 'evidence');
        expect(openedBody(sealed, openings)).toEqual(body);
      }),
    );
  });

  test('what lost its opening shows that it was redacted', () => {
    const body = {
      set: { title: 'Minutes', file: { size: 1 }, url: 'https://x.example' },
      was: {},
      note: {},
    };
    const { body: sealed } = seal(body, 'evidence');
    expect(openedBody(sealed, [])).toEqual({
      set: { title: redactedText, file: null, url: null },
      was: {},
      note: {},
    });
  });

  test('a body without anything sensitive stays the same', () => {
    const body = { set: { name: 'Office' }, was: {}, note: {} };
    expect(seal(body, 'entity')).toEqual({ body, openings: [] });
  });
});
