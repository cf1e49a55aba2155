import { createHash, type KeyObject, randomBytes, sign } from 'node:crypto';
import { bitString, integer, objectIdentifier, sequence, setOf, time, utf8String, wrapped } from './der.ts';
import type { Extension } from './extensions.ts';

interface Content {
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: KeyObject;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  readonly extensions: readonly Extension[];
}

const ORGANIZATION = 'connector-playground';
const VERSION_3 = Buffer.from([2]);
const ECDSA_WITH_SHA256 = sequence(objectIdentifier('1.2.840.10045.4.3.2'));

/** An X.509 version 3 certificate as PEM (RFC 5280, section 4.1). `subject` and `issuer` are common names. */
export function signCertificate(content: Content, issuerKey: KeyObject): string {
  const toBeSigned = sequence(
    wrapped(0, integer(VERSION_3)),
    integer(serialNumber()),
    ECDSA_WITH_SHA256,
    distinguishedName(content.issuer),
    sequence(time(content.notBeforeMs), time(content.notAfterMs)),
    distinguishedName(content.subject),
    content.publicKey.export({ type: 'spki', format: 'der' }),
    wrapped(3, sequence(...content.extensions)),
  );
  const signature = sign('sha256', toBeSigned, issuerKey);
  return pemOf(sequence(toBeSigned, ECDSA_WITH_SHA256, bitString(signature)));
}

/** Positive and 16 bytes long, whatever the dice say: RFC 5280, section 4.1.2.2 allows up to 20. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] as number) & 0x3f) | 0x40;
  return bytes;
}

function distinguishedName(commonName: string): Buffer {
  const attribute = (identifier: string, text: string): Buffer =>
    setOf(sequence(objectIdentifier(identifier), utf8String(text)));
  return sequence(attribute('2.5.4.10', ORGANIZATION), attribute('2.5.4.3', commonName));
}

/** The name of a key in its own certificate and in those that it signs: any digest will do (RFC 5280, section 4.2.1.2). */
export function keyIdentifier(publicKey: KeyObject): Buffer {
  const encoded = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(encoded).digest().subarray(0, 20);
}

function pemOf(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
