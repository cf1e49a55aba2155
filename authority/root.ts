import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { keyIdentifier, signCertificate } from './certificate.ts';
import { authorityConstraints, signsCertificates, subjectKeyIdentifier } from './extensions.ts';
import { dayMs } from './validity.ts';

/** What the authority signs with: the private key of `ca.key` and the certificate of `ca.crt`. */
export interface Root {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** PEM. */
  readonly certificate: string;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
}

export const ROOT_NAME = 'connector-playground local CA';
export const CURVE = 'prime256v1';
const LIFETIME_MS = 10 * 365 * dayMs;

/** A new private key as PEM (PKCS #8). */
export function createRootKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: CURVE });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** A certificate that the root's key signs for itself, as PEM. Valid for ten years and for a day already. */
export function createRootCertificate(privateKey: KeyObject, nowMs: number): string {
  const publicKey = createPublicKey(privateKey);
  const content = {
    subject: ROOT_NAME,
    issuer: ROOT_NAME,
    publicKey,
    notBeforeMs: nowMs - dayMs,
    notAfterMs: nowMs + LIFETIME_MS,
    extensions: [authorityConstraints(), signsCertificates(), subjectKeyIdentifier(keyIdentifier(publicKey))],
  };
  return signCertificate(content, privateKey);
}
