import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '../core/clock.ts';
import { PlaygroundError } from '../core/playground-error.ts';
import { readOrMake, replaceFile } from './read-or-make.ts';
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
    const privateKey = parseKey(files, await readOrMake(files.key, 0o600, createRootKey));
    const make = () => createRootCertificate(privateKey, nowMs);
    const root = parseRoot(files, privateKey, await readOrMake(files.certificate, 0o644, make));
    if (isCurrent(root, nowMs)) return root;
    const renewed = make();
    await replaceFile(files.certificate, 0o644, renewed);
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
    throw broken(files, files.key, 'is not a private key in PEM', error);
  }
  throw broken(files, files.key, 'is not a key on the curve P-256');
}

function parseRoot(files: RootFiles, privateKey: KeyObject, pem: string): Root {
  const parsed = parseCertificate(files, pem);
  if (!parsed.checkPrivateKey(privateKey)) {
    throw broken(files, files.certificate, `does not belong to ${files.key}`);
  }
  if (!parsed.ca || !parsed.subject.split('\n').includes(`CN=${ROOT_NAME}`)) {
    throw broken(files, files.certificate, 'is not a certificate of this authority');
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
    throw broken(files, files.certificate, 'is not a certificate in PEM', error);
  }
}

function isCurrent({ notBeforeMs, notAfterMs }: Root, nowMs: number): boolean {
  return notBeforeMs <= nowMs && nowMs + leafLifetimeMs <= notAfterMs;
}

function broken({ certificate, key }: RootFiles, file: string, what: string, cause?: unknown) {
  return new PlaygroundError(
    'ERR_SERVICE_FAILED',
    `${file} ${what}. Remove ${certificate} and ${key}: both are made anew at the next start, and clients must then trust the new ${path.basename(certificate)}.`,
    { cause },
  );
}
