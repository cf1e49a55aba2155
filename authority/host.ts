import { isIP, isIPv4 } from 'node:net';
import { PlaygroundError } from '../core/playground-error.ts';

const LABEL = /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$/;
const LONGEST_LABEL = 63;
const LONGEST_DNS_NAME = 253;

/**
 * A host as it stands in a certificate: lower case, one spelling for each address.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` for what is neither a DNS name, a wildcard nor an IP address
 */
export function canonicalHost(host: string): string {
  if (isIP(host)) return isIPv4(host) ? host : new URL(`http://[${withoutZone(host)}]`).hostname.slice(1, -1);
  const name = host.toLowerCase();
  if (isDnsName(name)) return name;
  throw new PlaygroundError(
    'ERR_BAD_OPTION',
    `No certificate can be made for '${host.slice(0, 300)}'. Give a DNS name in ASCII, a wildcard as in *.example.com, or an IP address.`,
  );
}

function isDnsName(name: string): boolean {
  if (name.length > LONGEST_DNS_NAME) return false;
  const labels = (name.startsWith('*.') ? name.slice(2) : name).split('.');
  return labels.every((label) => label.length <= LONGEST_LABEL && LABEL.test(label));
}

/** A zone is known on one machine only, so it has no place in a certificate. */
function withoutZone(address: string): string {
  return address.split('%', 1)[0] as string;
}

/** The 4 or 16 bytes of an IP address in network order. `address` is canonical. */
export function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number));
  const [head = '', tail] = address.split('::');
  const front = groupsOf(head);
  const back = tail === undefined ? [] : groupsOf(tail);
  const zeros = new Array<number>(8 - front.length - back.length).fill(0);
  return Buffer.from([...front, ...zeros, ...back].flatMap((group) => [group >> 8, group & 0xff]));
}

function groupsOf(text: string): number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
}
