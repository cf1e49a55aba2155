import { isIP } from 'node:net';
import { bitString, boolean, objectIdentifier, octetString, sequence, tagged } from './der.ts';
import { addressBytes } from './host.ts';

/** One extension of a certificate, encoded (RFC 5280, section 4.2). */
export type Extension = Buffer;

function extension(identifier: string, value: Uint8Array, isCritical = false): Extension {
  const critical = isCritical ? [boolean(true)] : [];
  return sequence(objectIdentifier(identifier), ...critical, octetString(value));
}

/** An authority that signs leaves only, no further authorities. */
export function authorityConstraints(): Extension {
  const mostAuthoritiesBelow = Buffer.from([0x02, 0x01, 0x00]);
  return extension('2.5.29.19', sequence(boolean(true), mostAuthoritiesBelow), true);
}

export function leafConstraints(): Extension {
  return extension('2.5.29.19', sequence(), true);
}

/** keyCertSign and cRLSign: bits 5 and 6, counted from the left. */
export function signsCertificates(): Extension {
  return extension('2.5.29.15', bitString(Buffer.from([0b0000_0110]), 1), true);
}

/** digitalSignature, bit 0: all that TLS asks of an elliptic-curve key. */
export function signsHandshakes(): Extension {
  return extension('2.5.29.15', bitString(Buffer.from([0b1000_0000]), 7), true);
}

const PURPOSES = { serverAuth: '1.3.6.1.5.5.7.3.1', clientAuth: '1.3.6.1.5.5.7.3.2' } as const;

export function purpose(name: keyof typeof PURPOSES): Extension {
  return extension('2.5.29.37', sequence(objectIdentifier(PURPOSES[name])));
}

export function subjectKeyIdentifier(keyIdentifier: Uint8Array): Extension {
  return extension('2.5.29.14', octetString(keyIdentifier));
}

export function authorityKeyIdentifier(keyIdentifier: Uint8Array): Extension {
  return extension('2.5.29.35', sequence(tagged(0, keyIdentifier)));
}

/** `hosts`: DNS names, which may begin with `*.`, and IP addresses. */
export function subjectAlternativeNames(hosts: readonly string[]): Extension {
  const names = hosts.map((host) =>
    isIP(host) ? tagged(7, addressBytes(host)) : tagged(2, Buffer.from(host, 'ascii')),
  );
  return extension('2.5.29.17', sequence(...names));
}
