import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
} from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  checkpointText,
  cosignatureBy,
  formatNote,
  formatVkey,
  fromBase64,
  isAccepted,
  MalformedNoteError,
  parseCheckpoint,
  parseNote,
  parseVkey,
  signatureTypes,
  signNote,
  toBase64,
  verifyNote,
  vkeyOf,
  type VerifyEd25519,
} from './index.js';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const spki = Buffer.from('302a300506032b6570032100', 'hex');
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const verifyEd25519: VerifyEd25519 = (publicKey, message, signature) => {
  const key = createPublicKey({ key: Buffer.concat([spki, publicKey]), format: 'der', type: 'spki' });
  return verify(null, message, key, signature);
};
const keyOf = (seed: Uint8Array) => {
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
  return (message: Uint8Array) => sign(null, message, key);
};

// The vectors of golang.org/x/mod/sumdb/note.
const peter = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const peterSeed = 'AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const enoch = 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop';
const text =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const peterSig =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const enochSig =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n';
const keys = (...vkeys: string[]) => vkeys.map((vkey) => parseVkey(sha256, vkey));

describe('vectors of the reference implementation', () => {
  test('a note signed with the published key has the published bytes', () => {
    const [vkey] = keys(peter);
    if (!vkey) throw new Error('no key');
    const seed = fromBase64(peterSeed)?.subarray(1);
    expect(signNote(text, { vkey, sign: keyOf(seed ?? new Uint8Array()) })).toBe(`${text}\n${peterSig}`);
    expect(formatVkey(vkey)).toBe(peter);
  });

  test('signatures of known keys are verified, others are passed over', () => {
    const note = parseNote(`${text}\n${peterSig}${enochSig}`);
    expect(note.text).toBe(text);
    const one = verifyNote(note, keys(peter), verifyEd25519);
    expect(one.verified.map(({ vkey }) => vkey.name)).toEqual(['PeterNeumann']);
    expect(one.unknown.map(({ keyId }) => keyId)).toEqual(['af0cfe78']);
    const both = verifyNote(note, keys(peter, enoch), verifyEd25519);
    expect(both.verified.map(({ vkey }) => vkey.name)).toEqual(['PeterNeumann', 'EnochRoot']);
    expect(isAccepted(both)).toBe(true);
    expect(isAccepted(verifyNote(note, [], verifyEd25519))).toBe(false);
  });

  test('a wrong signature of a known key spoils the note, another key’s signature does not', () => {
    const wrong = `${peterSig.slice(0, 60)}ABCD${peterSig.slice(60)}`;
    const note = parseNote(`${text}\n${enochSig}${wrong}`);
    expect(isAccepted(verifyNote(note, keys(peter, enoch), verifyEd25519))).toBe(false);
    expect(isAccepted(verifyNote(note, keys(enoch), verifyEd25519))).toBe(true);
  });

  test('a signature said twice counts once', () => {
    const found = verifyNote(parseNote(`${text}\n${peterSig}${peterSig}`), keys(peter), verifyEd25519);
    expect(found.verified).toHaveLength(1);
  });

  test.each([
    ['no signature', text],
    ['no signature below the empty line', `${text}\n`],
    ['a line that does not end', `${text}\n${peterSig.slice(0, -1)}`],
    ['a control character', `\u0001${text}\n${peterSig}`],
    ['a carriage return', `${text}\n${peterSig.replace('\n', '\r\n')}`],
    ['half of a character', `\ud83d${text}\n${peterSig}`],
    ['a name with a space', `${text}\n${peterSig.replace('PeterNeumann', 'Bad Name')}`],
    ['a name with a plus', `${text}\n${peterSig.replace('PeterNeumann', 'Bad+Name')}`],
    ['a line that is no signature', `${text}\n${peterSig}Unexpected line.\n`],
    ['too many signatures', `${text}\n${peterSig.repeat(101)}`],
    ['a signature without bytes', `${text}\n— PeterNeumann x08gow==\n`],
  ])('%s is refused', (_name, note) => {
    expect(() => parseNote(note)).toThrow(MalformedNoteError);
  });

  test('no part of a key is a key, nor is one of which a letter was changed', () => {
    for (let from = 0; from < peter.length; from++)
      for (let to = from + 1; to <= peter.length; to++)
        if (to - from < peter.length)
          expect(() => parseVkey(sha256, peter.slice(from, to))).toThrow(MalformedNoteError);
    for (let at = 0; at < peter.length; at++) {
      const next = String.fromCharCode(peter.charCodeAt(at) + 1);
      const changed = peter.slice(0, at) + next + peter.slice(at + 1);
      expect(() => parseVkey(sha256, changed)).toThrow(MalformedNoteError);
    }
  });

  test.each([
    ['of another length', 'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=='],
    ['of another kind', 'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'],
  ])('a key %s is refused', (_name, vkey) => {
    expect(() => parseVkey(sha256, vkey)).toThrow(MalformedNoteError);
  });
});

describe('published examples of C2SP', () => {
  test('a note whose text has an empty line (signed-note)', () => {
    const poem =
      'Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n';
    const note = `${poem}\n— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n`;
    const parsed = parseNote(note);
    expect(parsed.text).toBe(poem);
    expect(parsed.signatures).toMatchObject([{ name: 'quasimodo.example/salvatore', keyId: '367ba04b' }]);
    expect(formatNote(parsed)).toBe(note);
  });

  const sofa = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
`;
  const cosigned = `${sofa}
— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
`;

  test('a checkpoint (tlog-checkpoint)', () => {
    const { text: said } = parseNote(cosigned);
    const checkpoint = parseCheckpoint(said);
    expect(checkpoint).toMatchObject({
      origin: 'example.com/behind-the-sofa',
      size: 20852163,
      extensions: [],
    });
    expect(checkpointText(checkpoint)).toBe(sofa);
  });

  test('a cosignature of a time (tlog-cosignature)', () => {
    const [, cosignature] = parseNote(cosigned).signatures;
    const bytes = Buffer.from(cosignature?.signature ?? []);
    expect(bytes).toHaveLength(72);
    expect(bytes.readBigUInt64BE(0)).toBe(1679315147n);
  });
});

describe('checkpoints', () => {
  const root = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=';
  test.each([
    ['no origin', `\n1\n${root}\n`],
    ['a size with a leading zero', `log\n01\n${root}\n`],
    ['a negative size', `log\n-1\n${root}\n`],
    ['a size that no number holds', `log\n9007199254740993\n${root}\n`],
    ['a root of another length', 'log\n1\nCsUYapGGPo4=\n'],
    ['an empty line', `log\n1\n${root}\n\nmore\n`],
    ['two lines', 'log\n1\n'],
    ['no end', `log\n1\n${root}`],
  ])('with %s are refused', (_name, said) => {
    expect(() => parseCheckpoint(said)).toThrow(MalformedNoteError);
  });

  test('keep their further lines', () => {
    expect(parseCheckpoint(`log\n0\n${root}\nmore\n`)).toMatchObject({ size: 0, extensions: ['more'] });
  });
});

describe('cosignatures', () => {
  const pair = generateKeyPairSync('ed25519');
  const publicKey = pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const vkey = vkeyOf(sha256, 'witness.example/w', publicKey, signatureTypes.cosignature);
  const cosigner = { vkey, sign: (message: Uint8Array) => sign(null, message, pair.privateKey) };
  const said = checkpointText({ origin: 'log.example/1', size: 7, root: new Uint8Array(32) });

  test('hold for their checkpoint at their time alone', () => {
    const line = cosignatureBy(said, cosigner, 1679315147);
    const note = parseNote(formatNote({ text: said, signatures: [line] }));
    expect(verifyNote(note, keys(formatVkey(vkey)), verifyEd25519).verified).toMatchObject([
      { time: 1679315147 },
    ]);
    const later = Uint8Array.from(line.signature);
    later[7] = (later[7] ?? 0) + 1;
    const moved = { text: said, signatures: [{ ...line, signature: later }] };
    expect(isAccepted(verifyNote(moved, [vkey], verifyEd25519))).toBe(false);
    const grown = { ...note, text: said.replace('7', '8') };
    expect(isAccepted(verifyNote(grown, [vkey], verifyEd25519))).toBe(false);
  });

  test('are made of checkpoints alone, and never by a key that signs notes', () => {
    expect(() => cosignatureBy('Anything.\n', cosigner, 1)).toThrow(MalformedNoteError);
    const plain = vkeyOf(sha256, 'witness.example/w', publicKey);
    expect(plain.keyId).not.toBe(vkey.keyId);
    expect(() => cosignatureBy(said, { ...cosigner, vkey: plain }, 1)).toThrow(MalformedNoteError);
  });

  test('are no signatures of a note', () => {
    const line = { ...cosignatureBy(said, cosigner, 1), signature: cosigner.sign(Buffer.from(said)) };
    expect(isAccepted(verifyNote({ text: said, signatures: [line] }, [vkey], verifyEd25519))).toBe(false);
  });
});

describe('Base64', () => {
  test('is that of RFC 4648', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
        expect([...(fromBase64(toBase64(bytes)) ?? [])]).toEqual([...bytes]);
      }),
    );
  });

  test.each(['A', 'AA', 'AA=', 'AB==', 'AAB=', 'AA==\n', 'AA-_', '=', 'AAAA===='])(
    '%j is none',
    (letters) => {
      expect(fromBase64(letters)).toBeNull();
    },
  );
});

describe('any note', () => {
  test('reads back as it was', () => {
    const line = fc.string({ unit: 'grapheme' }).map((part) => part.replaceAll(/[\p{Cc}\n]/gu, ''));
    const name = fc.constantFrom('log.example/1', 'Zeuge', '见证');
    fc.assert(
      fc.property(fc.array(line), name, fc.uint8Array({ minLength: 1 }), (lines, who, signature) => {
        const said = `${lines.join('\n')}\n`;
        const note = { text: said, signatures: [{ name: who, keyId: '00ff00ff', signature }] };
        const read = parseNote(formatNote(note));
        expect(read.text).toBe(said);
        expect(Buffer.compare(read.signatures[0]?.signature ?? Buffer.of(), signature)).toBe(0);
      }),
    );
  });
});
