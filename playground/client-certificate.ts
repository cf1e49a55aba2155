import { X509Certificate } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Authority } from '../authority/open-authority.ts';
import type { Clock } from '../core/clock.ts';

/** The passphrase that the certificate examples have written in. */
export const CLIENT_PASSPHRASE = 'badssl.com';

const CERTIFICATES = 'certificates';
const FILE = 'client.pem';

/** Where the authority and what it vouches for are kept. */
export function certificatesIn(directory: string): string {
  return path.join(directory, CERTIFICATES);
}

/** The client certificate of the playground in a folder; empty when none was started there yet. */
export function readClientCertificate(directory: string): Promise<string> {
  return readFile(path.join(certificatesIn(directory), FILE), 'utf8').catch(() => '');
}

/**
 * The client certificate with its encrypted key, one PEM text, kept beside the authority as `client.pem` so
 * that it is the same at every start; made anew when its authority or its time is over.
 */
export async function keepClientCertificate(
  directory: string,
  authority: Authority,
  clock: Clock,
): Promise<string> {
  const file = path.join(directory, FILE);
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined && isGood(kept, authority, clock())) return kept;
  const made = authority.issueClient('connector-playground client', CLIENT_PASSPHRASE);
  await writeFile(file, made, { mode: 0o600 });
  return made;
}

function isGood(pem: string, { caCertificate }: Authority, now: number): boolean {
  try {
    const certificate = new X509Certificate(pem);
    return (
      certificate.checkIssued(new X509Certificate(caCertificate)) && Date.parse(certificate.validTo) > now
    );
  } catch {
    return false;
  }
}
