/** Where something listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Where a service that runs elsewhere, in a container say, is for the programs of this machine. */
export interface Place extends Address {
  /** The path on this machine of a file that has another one where the service runs. */
  outside(path: string): string;
}

/** An address in a URL, where IPv6 stands in brackets. */
export function urlAt(scheme: string, { host, port }: Address): string {
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** What a URL leaves out. */
const DEFAULT_PORTS = new Map([
  ['http:', 80],
  ['https:', 443],
]);

/** The host in a URL, an IPv6 address without its brackets. */
export function hostIn(url: string): string {
  return new URL(url).hostname.replace(/^\[|\]$/g, '');
}

/** Where the server of a URL is, as a socket wants it. */
export function addressIn(url: string): Address {
  return { host: hostIn(url), port: portIn(url) };
}

/** The port of a URL with a host, also where it is the one of its scheme and not written. */
export function portIn(url: string): number {
  const { port, protocol } = new URL(url);
  return port === '' ? (DEFAULT_PORTS.get(protocol) ?? 0) : Number(port);
}
