import { describe, expect, test } from '@jest/globals';
import { formatVkey, MalformedNoteError, parseNote, signNote, verifyNote } from '#ledger';
import { makeNoteKey, parseNoteKey } from './note-key.js';
import { verifyEd25519 } from './verify-ed25519.js';

// The vectors of golang.org/x/mod/sumdb/note.
const secret = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const vkey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const text =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const signature =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';

describe('private keys of notes', () => {
  test('read, write and sign as the reference implementation does', async () => {
    const key = parseNoteKey(secret);
    expect(formatVkey(key.vkey)).toBe(vkey);
    expect(key.secret).toBe(secret);
    expect(signNote(text, key)).toBe(`${text}\n${signature}`);
    const [line] = parseNote(`${text}\n${signature}`).signatures;
    expect(Buffer.from(await key.signLater(Buffer.from(text)))).toEqual(Buffer.from(line?.signature ?? []));
  });

  test('that are made are read back, and differ', () => {
    const [one, other] = [makeNoteKey('uphold/x'), makeNoteKey('uphold/x')];
    expect(one.secret).not.toBe(other.secret);
    const note = parseNote(signNote(text, parseNoteKey(one.secret)));
    expect(verifyNote(note, [one.vkey], verifyEd25519).verified).toHaveLength(1);
    expect(verifyNote(note, [other.vkey], verifyEd25519).verified).toHaveLength(0);
  });

  test.each([
    ['another id', secret.replace('c74f20a3', 'c74f20a4')],
    ['another name', secret.replace('Peter', 'Petra')],
    ['a byte less', secret.slice(0, -4)],
    ['another kind', secret.replace('+AYEK', '+BIEK')],
    ['the public key', vkey],
    ['nothing', ''],
  ])('with %s are refused, and are not told in the refusal', (_what, wrong) => {
    let said = '';
    try {
      parseNoteKey(wrong);
    } catch (fault) {
      expect(fault).toBeInstanceOf(MalformedNoteError);
      said = (fault as Error).message;
    }
    expect(said).not.toBe('');
    expect(said).not.toContain('YEKFALVFGyN');
  });
});
