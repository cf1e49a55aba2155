import { join } from 'node:path';
import type { BastionEndpoints, KeyFile, UserKey } from './endpoints.ts';
import { keepFile } from './keep-file.ts';
import { type KeyKind, keepPrivateKey, pemOf } from './private-key.ts';

export type UserKeys = Omit<BastionEndpoints['key'], 'user' | 'passphrase'>;

/** Reads the users' keys from a folder; makes those that are missing, all at once because RSA takes its time. */
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
  const { text, key } = await keepPrivateKey(path, kind, passphrase);
  const pemPath = `${path}.pem`;
  const pem = await keepFile(pemPath, () => pemOf(key, kind, passphrase));
  const publicKey = `${key.type} ${key.getPublicSSH().toString('base64')}`;
  await keepFile(`${path}.pub`, () => `${publicKey}\n`);
  return { publicKey, openSsh: keyFile(path, text), pem: keyFile(pemPath, pem) };
}

function keyFile(path: string, text: string): KeyFile {
  return { path, text, base64: Buffer.from(text).toString('base64') };
}
