import { X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { hasCode } from '../core/playground-error.ts';
import { certificatesIn } from './client-certificate.ts';
import type { Finding } from './finding.ts';

/** Says what the authority of a folder can sign and until when, and whether others can read its key. */
export async function diagnoseAuthority(directory: string): Promise<Finding> {
  const subject = 'certificate authority';
  const folder = certificatesIn(directory);
  const key = path.join(folder, 'ca.key');
  try {
    const { validTo } = new X509Certificate(await readFile(path.join(folder, 'ca.crt')));
    const isPrivate = ((await stat(key)).mode & 0o077) === 0;
    const whole = `can sign for every host until ${new Date(validTo).toISOString().slice(0, 10)}, for clients that trust its ca.crt; its key is ${key}`;
    return isPrivate
      ? { subject, well: true, state: `${whole}, which only its owner can read` }
      : {
          subject,
          well: false,
          state: `${whole}, which others can read`,
          remedy: `Run chmod 600 ${key}; if somebody may have copied it, remove ${folder}, and remove the certificate from every program that trusts it.`,
        };
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR'))
      return { subject, well: true, state: 'does not exist yet; the first start makes it' };
    return {
      subject,
      well: false,
      state: `cannot be read: ${(error as Error).message}`,
      remedy: `Make ${folder} readable, or remove it: the next start makes another.`,
    };
  }
}
