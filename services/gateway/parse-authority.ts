import { isIPv6 } from 'node:net';

export interface HostAndPort {
  /** Lower case, without a dot at the end; an IPv6 address without its brackets. */
  readonly host: string;
  readonly port: number;
}

const AUTHORITY = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?)\.?)(?::(\d{1,5}))?$/i;
const LONGEST_DNS_NAME = 253;

/** Reads `host`, `host:port` or `[address]:port` (RFC 3986, section 3.2); undefined for anything else. */
export function parseAuthority(text: string, defaultPort?: number): HostAndPort | undefined {
  const [, address, name, digits] = AUTHORITY.exec(text) ?? [];
  const host = (address ?? name)?.toLowerCase();
  const port = digits === undefined ? defaultPort : Number(digits);
  if (host === undefined || host.length > LONGEST_DNS_NAME) return undefined;
  if (port === undefined || port < 1 || port > 65_535) return undefined;
  if (address !== undefined && !isIPv6(address)) return undefined;
  return { host, port };
}

/** As it stands in a URL. */
export function presentAuthority({ host, port }: HostAndPort): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
