import { X509Certificate } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';

/**
 * As `tls.checkServerIdentity`, and for IPv6 addresses too: Node.js 22.23 and 24.17 find none of them in any
 * certificate (https://github.com/nodejs/node/issues/64144).
 *
 * @returns what is wrong; undefined when the certificate is for this host
 */
export function checkServer(host: string, certificate: PeerCertificate): Error | undefined {
  if (isIPv6(host) && new X509Certificate(certificate.raw).checkIP(host) !== undefined) return undefined;
  return checkServerIdentity(host, certificate);
}
