import { createPrivateKey, X509Certificate } from 'node:crypto';
import path from 'node:path';
import type { Authority } from '../authority/open-authority.ts';
import type { Clock } from '../core/clock.ts';
import { damagedFile, find } from '../core/damaged-file.ts';
import type { Logger } from '../core/logger.ts';
import { writeOwnFile } from './own-file.ts';

/** The passphrase that the certificate examples have written in. */
export const CLIENT_PASSPHRASE = 'badssl.com';

const CERTIFICATES = 'certificates';
const FILE = 'client.pem';

/** Where the authority and what it vouches for are kept. */
export function certificatesIn(directory: string): string {
  return path.join(directory, CERTIFICATES);
}

const REMEDY = 'Stop the playground and start it again: the next start makes another.';

/**
 * The client certificate of the playground in a folder; empty when none was started there yet.
 *
 * @throws PlaygroundError `ERR_SERVICE_FAILED` that names a damaged file
 */
export async function readClientCertificate(directory: string): Promise<string> {
  const file = path.join(certificatesIn(directory), FILE);
  const { text, damage } = await find(file);
  const defect = damage ?? (text === undefined ? undefined : defectOf(text));
  if (defect !== undefined) throw damagedFile(file, defect, REMEDY);
  return text ?? '';
}

/**
 * The client certificate with its encrypted key, one PEM text, kept next to the authority as `client.pem` so
 * that it is the same at every start; made again when its authority or its time is over, or when it was damaged, which
 * the log says.
 *
 * @throws PlaygroundError `ERR_SERVICE_FAILED` when a directory has its name
 */
export async function keepClientCertificate(
  directory: string,
  authority: Authority,
  clock: Clock,
  logger: Logger,
): Promise<string> {
  const file = path.join(directory, FILE);
  const { text, damage } = await find(file);
  const defect = damage ?? (text === undefined ? undefined : defectOf(text));
  if (text !== undefined && defect === undefined && isGood(text, authority, clock())) return text;
  const made = authority.issueClient('connector-playground client', CLIENT_PASSPHRASE);
  writeOwnFile(file, made, 0o600);
  if (defect !== undefined) logger('file_made_again', { file, damage: defect });
  return made;
}

/** Puts a certificate that was kept elsewhere into a folder, where it is read too. */
export function writeClientCertificate(directory: string, pem: string): void {
  writeOwnFile(path.join(directory, FILE), pem, 0o600);
}

/** What a text lacks to be a certificate with its key, to go on after the file's name. */
function defectOf(pem: string): string | undefined {
  try {
    const certificate = new X509Certificate(pem);
    const key = createPrivateKey({ key: pem, passphrase: CLIENT_PASSPHRASE });
    return certificate.checkPrivateKey(key) ? undefined : "has a key that is not its certificate's";
  } catch {
    return 'has not both a certificate and its private key in PEM';
  }
}

function isGood(pem: string, { caCertificate }: Authority, now: number): boolean {
  const certificate = new X509Certificate(pem);
  return certificate.checkIssued(new X509Certificate(caCertificate)) && Date.parse(certificate.validTo) > now;
}
