import { createPrivateKey } from 'node:crypto';
import { join } from 'node:path';
import type { ParsedKey } from 'ssh2';
import { damagedFile } from '../../core/damaged-file.ts';
import { keepFile } from '../../core/keep-file.ts';
import type { BastionEndpoints, KeyFile, UserKey } from './endpoints.ts';
import { type KeyKind, keepPrivateKey, pemOf, privateKeyIn } from './private-key.ts';

export type UserKeys = Omit<BastionEndpoints['key'], 'user' | 'passphrase'>;

/**
 * Reads the users' keys from a folder; makes those that are missing, all at once because RSA takes its time.
 *
 * @throws PlaygroundError `ERR_SERVICE_FAILED` that names a damaged file, `ERR_BAD_OPTION` for another passphrase
 */
export async function keepUserKeys(directory: string, passphrase: string): Promise<UserKeys> {
  const keep = (name: string, kind: KeyKind, secret?: string) =>
    keepUserKey(join(directory, name), kind, secret);
  const [rsa, rsaEncrypted, ecdsa, ecdsaEncrypted, ed25519, ed25519Encrypted] = await Promise.all([
    keep('rsa', 'rsa'),
    keep('rsa-encrypted', 'rsa', passphrase),
    keep('ecdsa', 'ecdsa'),
    keep('ecdsa-encrypted', 'ecdsa', passphrase),
    keep('ed25519', 'ed25519'),
    keep('ed25519-encrypted', 'ed25519', passphrase),
  ]);
  return { rsa, rsaEncrypted, ecdsa, ecdsaEncrypted, ed25519, ed25519Encrypted };
}

async function keepUserKey(path: string, kind: KeyKind, passphrase?: string): Promise<UserKey> {
  const [pemPath, publicPath] = [`${path}.pem`, `${path}.pub`];
  const anew = `Remove it, ${pemPath} and ${publicPath}: the next start makes another key, which clients then need.`;
  const again = `Remove it: the next start writes it again from ${path}.`;
  const { text, key } = await keepPrivateKey(path, kind, anew, passphrase);
  const pem = await keepFile(pemPath, {
    mode: 0o600,
    remedy: again,
    make: () => pemOf(key, kind, passphrase),
  });
  checkPem(pemPath, pem, key, again, passphrase);
  const publicKey = `${key.type} ${key.getPublicSSH().toString('base64')}`;
  const line = await keepFile(publicPath, { mode: 0o600, remedy: again, make: () => `${publicKey}\n` });
  // Its owner may have written a comment after it.
  if (line.trim().split(/\s+/, 2).join(' ') !== publicKey)
    throw damagedFile(publicPath, `is not the public key of ${path}`, again);
  return { publicKey, openSsh: keyFile(path, text), pem: keyFile(pemPath, pem) };
}

function checkPem(file: string, pem: string, key: ParsedKey, remedy: string, passphrase?: string): void {
  const kept = privateKeyIn(pem, passphrase);
  if (!kept) throw damagedFile(file, 'is not a private key in PEM', remedy);
  if (!kept.equals(createPrivateKey(key.getPrivatePEM()))) throw damagedFile(file, 'is another key', remedy);
  if (passphrase !== undefined && privateKeyIn(pem)) throw damagedFile(file, 'is not encrypted', remedy);
}

function keyFile(path: string, text: string): KeyFile {
  return { path, text, base64: Buffer.from(text).toString('base64') };
}
