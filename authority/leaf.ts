import { generateKeyPairSync } from 'node:crypto';
import { keyIdentifier, signCertificate } from './certificate.ts';
import {
  authorityKeyIdentifier,
  type Extension,
  leafConstraints,
  purpose,
  signsHandshakes,
  subjectAlternativeNames,
  subjectKeyIdentifier,
} from './extensions.ts';
import { CURVE, ROOT_NAME, type Root } from './root.ts';
import { dayMs, leafLifetimeMs } from './validity.ts';

/** What a TLS server shows. Both texts are PEM; `cert` is the chain: the leaf, then the authority. */
export interface ServerCertificate {
  readonly key: string;
  readonly cert: string;
}

/** RFC 5280, appendix A.1 ends a common name here; clients read the alternative names anyway. */
const LONGEST_COMMON_NAME = 64;

/** `hosts` are canonical, at least one. */
export function issueServerCertificate(
  root: Root,
  hosts: readonly [string, ...string[]],
  nowMs: number,
): ServerCertificate {
  const { privateKey, certificate } = issue(root, hosts[0], nowMs, [
    purpose('serverAuth'),
    subjectAlternativeNames(hosts),
  ]);
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: certificate + root.certificate,
  };
}

/** One PEM text: the certificate, then its private key, which only the passphrase opens (PKCS #8, AES-256). */
export function issueClientCertificate(
  root: Root,
  commonName: string,
  passphrase: string,
  nowMs: number,
): string {
  const { privateKey, certificate } = issue(root, commonName, nowMs, [purpose('clientAuth')]);
  const cipher = 'aes-256-cbc';
  return certificate + privateKey.export({ type: 'pkcs8', format: 'pem', cipher, passphrase }).toString();
}

function issue(root: Root, commonName: string, nowMs: number, extensions: readonly Extension[]) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: CURVE });
  const content = {
    subject: commonName.slice(0, LONGEST_COMMON_NAME),
    issuer: ROOT_NAME,
    publicKey,
    notBeforeMs: nowMs - dayMs,
    notAfterMs: Math.min(nowMs + leafLifetimeMs, root.notAfterMs),
    extensions: [
      leafConstraints(),
      signsHandshakes(),
      ...extensions,
      subjectKeyIdentifier(keyIdentifier(publicKey)),
      authorityKeyIdentifier(keyIdentifier(root.publicKey)),
    ],
  };
  return { privateKey, certificate: signCertificate(content, root.privateKey) };
}
