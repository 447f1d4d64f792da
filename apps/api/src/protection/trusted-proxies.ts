import { BlockList, isIP } from 'node:net';
import type { IncomingMessage } from 'node:http';

/** Whether what a neighbour says of a request (`X-Forwarded-…`) is believed. */
export type Trust = (address: string) => boolean;

/**
 * Believes the named neighbours: addresses, or networks such as `10.0.0.0/8`. Nobody is believed by default, so that
 * no caller can choose their own address, host or protocol.
 *
 * @throws RangeError where one is neither
 */
export function trustIn(named: readonly string[]): Trust {
  const trusted = new BlockList();
  for (const one of named) {
    const [address = '', prefix] = one.split('/');
    const family = familyOf(address);
    const bits = family === 'ipv6' ? 128 : 32;
    if (!family || (prefix !== undefined && !(/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits)))
      throw new RangeError(`“${one}” is no address and no network such as 10.0.0.0/8`);
    trusted.addSubnet(address, prefix === undefined ? bits : Number(prefix), family);
  }
  return (address) => {
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
    const family = familyOf(plain);
    return family !== null && trusted.check(plain, family);
  };
}

function familyOf(address: string): 'ipv4' | 'ipv6' | null {
  const family = isIP(address);
  if (family === 0) return null;
  return family === 4 ? 'ipv4' : 'ipv6';
}

/** What stands for everybody behind a network address: an IPv6 customer has a whole /64 of them. */
export function neighbourhoodOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const after = tail === undefined ? [] : tail.split(':').filter((group) => group !== '');
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - groups.length - after.length)).fill('0');
  return [...groups, ...zeros, ...after].slice(0, 4).join(':');
}

/**
 * Whether a request that says where it comes from comes from this host. A browser says so with every changing request
 * and with every socket; programs need not.
 */
export function isFromHere(
  { headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>,
  trusts: Trust,
): boolean {
  const { origin } = headers;
  const site = headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site') return false;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const isTold = trusts(socket.remoteAddress ?? '');
  const { protocol, host } = new URL(origin);
  const scheme = isTold ? lastOf(headers['x-forwarded-proto']) : undefined;
  const here = (isTold ? lastOf(headers['x-forwarded-host']) : undefined) ?? headers.host;
  return host === here && (scheme === undefined || protocol === `${scheme}:`);
}

/** The last one is of our own proxy; those before it are what it was told. */
function lastOf(header: string | string[] | undefined): string | undefined {
  return (
    String(header ?? '')
      .split(',')
      .at(-1)
      ?.trim() || undefined
  );
}
