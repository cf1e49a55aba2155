/**
 * Where clients on this machine find what listens on `host`: an address that means "everywhere" is none that
 * a client could connect to, nor one that a certificate could name.
 */
export function reachableHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host === '::' ? '::1' : host;
}
