import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type { NewPasskeyAnswer, PasskeyAnswer } from '#contracts';

/** Flags of authenticator data (WebAuthn level 3, section 6.1). */
const flags = { present: 0x01, verified: 0x04, attested: 0x40 };

/** How an authenticator may answer otherwise than asked. */
export interface Answering {
  /** Where the page says that it is. */
  origin: string;
  /** Whether its holder shows that they are its owner. */
  verifies?: boolean;
  /** The site whose passkey it uses; the one of the options where none is named. */
  rpId?: string;
}

/** What options for a passkey say, as far as an authenticator looks at it. */
interface Options {
  challenge: string;
  rpId?: string;
  rp?: { id?: string };
  user?: { id: string };
}

/**
 * An authenticator in software: makes one passkey (ES256, attestation "none") and answers challenges with it, as a
 * browser would pass it on.
 */
export class SoftwareAuthenticator {
  readonly credentialId = randomBytes(16);
  counter = 0;
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  private userHandle = '';

  /** One that holds the same key: a copy, with a counter of its own. */
  copy(): SoftwareAuthenticator {
    return Object.assign(Object.create(SoftwareAuthenticator.prototype) as SoftwareAuthenticator, this);
  }

  make(options: unknown, { origin, verifies = true, rpId }: Answering): NewPasskeyAnswer {
    const { challenge, rp, user } = options as Options;
    this.userHandle = user?.id ?? '';
    const authData = Buffer.concat([
      this.authenticatorData(rpId ?? rp?.id ?? '', verifies, flags.attested),
      Buffer.alloc(16),
      lengthOf(this.credentialId),
      this.credentialId,
      coseKey(this.keys.publicKey),
    ]);
    const attestation = cborMap([
      [cborText('fmt'), cborText('none')],
      [cborText('attStmt'), cborMap([])],
      [cborText('authData'), cborBytes(authData)],
    ]);
    return {
      ...this.credential(),
      response: {
        clientDataJSON: clientData('webauthn.create', challenge, origin).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
        transports: ['internal'],
      },
    };
  }

  answer(options: unknown, { origin, verifies = true, rpId }: Answering): PasskeyAnswer {
    const { challenge, rpId: asked } = options as Options;
    this.counter += 1;
    const authData = this.authenticatorData(rpId ?? asked ?? '', verifies, 0);
    const client = clientData('webauthn.get', challenge, origin);
    const signed = Buffer.concat([authData, createHash('sha256').update(client).digest()]);
    return {
      ...this.credential(),
      response: {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: sign('sha256', signed, this.keys.privateKey).toString('base64url'),
        ...(this.userHandle && { userHandle: this.userHandle }),
      },
    };
  }

  private credential() {
    const id = this.credentialId.toString('base64url');
    return { id, rawId: id, type: 'public-key' as const, clientExtensionResults: {} };
  }

  private authenticatorData(rpId: string, verifies: boolean, more: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    const shown = flags.present | (verifies ? flags.verified : 0) | more;
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([shown]), counter]);
  }
}

const clientData = (type: string, challenge: string, origin: string): Buffer =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

/** A public key on P-256 as COSE writes it (RFC 9053, section 7.1.1). */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  return cborMap([
    [cborInt(1), cborInt(2)],
    [cborInt(3), cborInt(-7)],
    [cborInt(-1), cborInt(1)],
    [cborInt(-2), cborBytes(Buffer.from(x, 'base64url'))],
    [cborInt(-3), cborBytes(Buffer.from(y, 'base64url'))],
  ]);
}

// As much of CBOR (RFC 8949) as the above needs: short heads of integers, bytes, text and maps.
function head(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value]);
  if (value < 256) return Buffer.from([(major << 5) | 24, value]);
  return Buffer.from([(major << 5) | 25, value >> 8, value & 0xff]);
}
const cborInt = (value: number): Buffer => (value < 0 ? head(1, -1 - value) : head(0, value));
const cborBytes = (bytes: Buffer): Buffer => Buffer.concat([head(2, bytes.length), bytes]);
const cborText = (text: string): Buffer =>
  Buffer.concat([head(3, Buffer.byteLength(text)), Buffer.from(text)]);
const cborMap = (entries: readonly [Buffer, Buffer][]): Buffer =>
  Buffer.concat([head(5, entries.length), ...entries.flat()]);

function lengthOf(bytes: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return length;
}
