import { lookup as systemLookup } from 'node:dns/promises';
import { request as requestPlain, type IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './addresses.js';

/** Why nothing was fetched. It says nothing of what stands at the address. */
export class OutgoingRefused extends Error {
  override readonly name = 'OutgoingRefused';
}

export interface OutgoingOptions {
  /**
   * Hosts that the installation's own setting names, as `host` or `host:port`: they may be inside, and may be asked
   * without TLS. All others are asked over TLS, on the public internet alone.
   */
  allowedHosts?: readonly string[];
  /** Milliseconds until the whole answer must be there. */
  timeoutMs?: number;
  /** Bytes of an answer at most. */
  sizeMax?: number;
  /** Asks for the addresses of a name; the system's resolver where none is given. */
  resolve?: (host: string) => Promise<string[]>;
}

/** What is asked; the part of `fetch` that calls to other systems need. */
export interface OutgoingRequest {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  signal?: AbortSignal;
}

/**
 * Fetches from an address that somebody else chose, in the manner of `fetch`. The name is resolved once, each of its
 * addresses is looked at, and the connection goes to one of those that were looked at, whatever the name answers the
 * next time. No redirect is followed, no cookie kept, no proxy asked; time and size are bounded.
 *
 * @throws OutgoingRefused where the address, its answer's size or its time is not allowed
 */
export async function fetchOutside(
  address: string,
  asked: OutgoingRequest = {},
  options: OutgoingOptions = {},
): Promise<Response> {
  const { timeoutMs = 10_000, sizeMax = 1024 * 1024 } = options;
  const url = readAddress(address, options);
  const addresses = await addressesOf(url, options);
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = asked.signal ? AbortSignal.any([asked.signal, timeout]) : timeout;
  try {
    const answer = await ask(url, { ...asked, signal }, addresses);
    return await bounded(answer, sizeMax);
  } catch (fault) {
    throw timeout.aborted ? new OutgoingRefused(`no answer came within ${timeoutMs} ms`) : fault;
  }
}

function readAddress(address: string, { allowedHosts = [] }: OutgoingOptions): URL {
  if (!URL.canParse(address)) throw new OutgoingRefused('this is no address');
  const url = new URL(address);
  if (url.username || url.password) throw new OutgoingRefused('an address carries no name and password');
  const isAllowed = isNamed(url, allowedHosts);
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isAllowed)) return url;
  throw new OutgoingRefused('only addresses that begin with https:// are asked');
}

const isNamed = ({ host, hostname }: URL, allowed: readonly string[]): boolean =>
  allowed.includes(host) || allowed.includes(hostname);

/** Every address of the host. One that is not public refuses them all: a name that has both is a trick. */
async function addressesOf(url: URL, { allowedHosts = [], resolve = resolveBySystem }: OutgoingOptions) {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(host) ? [host] : await resolve(host);
  if (addresses.length === 0) throw new OutgoingRefused('this name has no address');
  if (isNamed(url, allowedHosts) || addresses.every(isPublicAddress)) return addresses;
  throw new OutgoingRefused('this address is not on the public internet');
}

async function resolveBySystem(host: string): Promise<string[]> {
  const found = await systemLookup(host, { all: true }).catch(() => []);
  return found.map(({ address }) => address);
}

function ask(
  url: URL,
  { method = 'GET', headers = {}, body, signal }: OutgoingRequest,
  addresses: readonly string[],
): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method, headers, lookup: pinnedTo(addresses), agent: false, ...(signal && { signal }) },
      resolve,
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Answers with addresses that were looked at already, so that nothing is resolved a second time. */
function pinnedTo(addresses: readonly string[]): LookupFunction {
  const entries = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, { all }, done) => {
    const [first = { address: '', family: 4 }] = entries;
    if (all) done(null, entries);
    else done(null, first.address, first.family);
  };
}

async function bounded(answer: IncomingMessage, sizeMax: number): Promise<Response> {
  const { statusCode: status = 0, headers } = answer;
  if (status >= 300 && status < 400) {
    answer.destroy();
    throw new OutgoingRefused(`it answered ${status}; redirects are not followed`);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > sizeMax) {
      answer.destroy();
      throw new OutgoingRefused(`its answer is larger than ${sizeMax} bytes`);
    }
    chunks.push(chunk);
  }
  const isBare = status === 204 || status === 205;
  return new Response(isBare ? null : Buffer.concat(chunks), { status, headers: textHeaders(headers) });
}

function textHeaders(headers: IncomingMessage['headers']): Headers {
  const text = new Headers();
  for (const [name, value] of Object.entries(headers))
    for (const one of Array.isArray(value) ? value : [value ?? '']) text.append(name, one);
  return text;
}
