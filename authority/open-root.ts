import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '../core/clock.ts';
import { damagedFile } from '../core/damaged-file.ts';
import { keepFile } from '../core/keep-file.ts';
import { PlaygroundError } from '../core/playground-error.ts';
import { replaceFile } from '../core/replace-file.ts';
import { CURVE, createRootCertificate, createRootKey, ROOT_NAME, type Root } from './root.ts';
import { leafLifetimeMs } from './validity.ts';

interface RootFiles {
  readonly certificate: string;
  readonly key: string;
}

export function rootFilesIn(directory: string): RootFiles {
  return { certificate: path.resolve(directory, 'ca.crt'), key: path.resolve(directory, 'ca.key') };
}

/**
 * Reads the root from its files, which are made if they are missing. The key comes first, so that two who
 * start at once agree on it; certificates of one key are as good as each other. A certificate that could
 * not outlive a leaf of today is renewed with the same key, and leaves issued before stay good.
 *
 * @throws PlaygroundError `ERR_SERVICE_FAILED` when a file cannot be read or is not what it should be
 */
export async function openRoot(files: RootFiles, clock: Clock): Promise<Root> {
  const nowMs = clock();
  try {
    await mkdir(path.dirname(files.key), { recursive: true });
    const privateKey = parseKey(
      files,
      await keepFile(files.key, { mode: 0o600, remedy: newAuthority(files), make: createRootKey }),
    );
    const make = () => createRootCertificate(privateKey, nowMs);
    const kept = await keepFile(files.certificate, { mode: 0o644, remedy: NEW_CERTIFICATE, make });
    const root = parseRoot(files, privateKey, kept);
    if (isCurrent(root, nowMs)) return root;
    const renewed = make();
    replaceFile(files.certificate, renewed, { mode: 0o644 });
    return parseRoot(files, privateKey, renewed);
  } catch (error) {
    if (error instanceof PlaygroundError) throw error;
    throw new PlaygroundError(
      'ERR_SERVICE_FAILED',
      `The certificate authority cannot use its folder ${path.dirname(files.key)}: ${(error as Error).message}. Make it readable and writable, or choose another folder.`,
      { cause: error },
    );
  }
}

function parseKey(files: RootFiles, pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyDetails?.namedCurve === CURVE) return key;
  } catch (error) {
    throw damagedFile(files.key, 'is not a private key in PEM', newAuthority(files), error);
  }
  throw damagedFile(files.key, 'is not a key on the curve P-256', newAuthority(files));
}

function parseRoot(files: RootFiles, privateKey: KeyObject, pem: string): Root {
  const parsed = parseCertificate(files, pem);
  if (!parsed.checkPrivateKey(privateKey)) {
    throw damagedFile(files.certificate, `does not belong to ${files.key}`, newAuthority(files));
  }
  if (!parsed.ca || !parsed.subject.split('\n').includes(`CN=${ROOT_NAME}`)) {
    throw damagedFile(files.certificate, 'is not a certificate of this authority', NEW_CERTIFICATE);
  }
  return {
    privateKey,
    publicKey: createPublicKey(privateKey),
    certificate: pem,
    notBeforeMs: Date.parse(parsed.validFrom),
    notAfterMs: Date.parse(parsed.validTo),
  };
}

function parseCertificate(files: RootFiles, pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (error) {
    throw damagedFile(files.certificate, 'is not a certificate in PEM', NEW_CERTIFICATE, error);
  }
}

function isCurrent({ notBeforeMs, notAfterMs }: Root, nowMs: number): boolean {
  return notBeforeMs <= nowMs && nowMs + leafLifetimeMs <= notAfterMs;
}

/** Of one key certificates are as good as each other, so that clients notice nothing. */
const NEW_CERTIFICATE =
  'Remove it: the next start makes another for the same key, and clients that trust the old one go on.';

function newAuthority({ certificate, key }: RootFiles): string {
  return `Remove ${certificate} and ${key}: the next start makes both again, and clients must then trust the new ${path.basename(certificate)}.`;
}
