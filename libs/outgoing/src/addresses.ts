import { BlockList, isIP } from 'node:net';

/** Networks that are not the public internet, by the registries of special addresses (RFC 6890). */
const special: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Link-local; 169.254.169.254 hands out the machine's own credentials in most clouds.
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

/** Within global unicast (RFC 4291), what leads elsewhere: documentation, benchmarks, and tunnels to IPv4. */
const specialSix: readonly [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const four = new BlockList();
for (const [network, prefix] of special) four.addSubnet(network, prefix, 'ipv4');
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');
const six = new BlockList();
for (const [network, prefix] of specialSix) six.addSubnet(network, prefix, 'ipv6');

/**
 * Whether an address is on the public internet, and nowhere that only this machine or its network reaches. IPv4
 * written as IPv6 (mapped, compatible, translated) is no public address: it is asked for as IPv4.
 */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !four.check(address, 'ipv4');
    case 6:
      return !address.includes('%') && globalUnicast.check(address, 'ipv6') && !six.check(address, 'ipv6');
    default:
      return false;
  }
}
