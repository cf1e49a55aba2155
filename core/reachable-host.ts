/**
 * The address by which clients on this machine reach a server that listens on `host`. A wildcard address is not one
 * that a client can connect to or that a certificate can name.
 */
export function reachableHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host === '::' ? '::1' : host;
}
