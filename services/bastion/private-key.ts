import { createPrivateKey, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import ssh2, { type ParsedKey } from 'ssh2';
import { damagedFile } from '../../core/damaged-file.ts';
import { keepFile } from '../../core/keep-file.ts';
import { anotherPassphrase } from './errors.ts';

export type KeyKind = 'rsa' | 'ecdsa' | 'ed25519';

const generateKeyPair = promisify(
  (kind: KeyKind, options: object, done: (error: Error | null, pair: ssh2.utils.KeyPairReturn) => void) =>
    ssh2.utils.generateKeyPair(kind, options as { bits: 256 }, done),
);

/** As SSH names them. */
const TYPES = { rsa: 'ssh-rsa', ecdsa: 'ecdsa-sha2-nistp256', ed25519: 'ssh-ed25519' } as const;

/**
 * Reads the key in a file of `openssh-key-v1` format, which only its owner may read; makes a new one if there is no
 * such file.
 *
 * @param remedy the way out when the file is damaged, as sentences
 * @throws PlaygroundError `ERR_SERVICE_FAILED` for a damaged file, `ERR_BAD_OPTION` for another passphrase
 */
export async function keepPrivateKey(
  path: string,
  kind: KeyKind,
  remedy: string,
  passphrase?: string,
): Promise<{ readonly text: string; readonly key: ParsedKey }> {
  const make = () => generatePrivateKey(kind, passphrase);
  const text = await keepFile(path, { mode: 0o600, remedy, make });
  const key = ssh2.utils.parseKey(text, passphrase);
  if (!isPrivate(key)) {
    // ssh2 sees that a key was not decrypted by what it is then, which a changed byte has it be, too.
    if (passphrase !== undefined && key instanceof Error && key.message.includes('passphrase'))
      throw anotherPassphrase(path, remedy);
    throw damagedFile(path, 'is not a private key of OpenSSH', remedy, key);
  }
  if (key.type !== TYPES[kind]) throw damagedFile(path, `is a key of type ${key.type}`, remedy);
  if (passphrase !== undefined && isPrivate(ssh2.utils.parseKey(text)))
    throw damagedFile(path, 'is not encrypted', remedy);
  return { text, key };
}

async function generatePrivateKey(kind: KeyKind, passphrase: string | undefined): Promise<string> {
  const options = {
    bits: kind === 'rsa' ? 2048 : 256,
    // One round of bcrypt: the passphrase is published, and each further round blocks the start for 11 ms.
    ...(passphrase !== undefined && { passphrase, cipher: 'aes256-ctr', rounds: 1 }),
  };
  for (;;) {
    const pair = await generateKeyPair(kind, options);
    // ssh2 1.17 drops a leading zero byte of an Ed25519 public key, so that one key in 256 cannot be read again.
    if (isPrivate(ssh2.utils.parseKey(pair.private, passphrase))) return pair.private;
  }
}

function isPrivate(parsed: ParsedKey | Error): parsed is ParsedKey {
  return 'getPrivatePEM' in parsed && parsed.isPrivateKey();
}

/** The same key as PEM: PKCS#1 for RSA, SEC1 for ECDSA, PKCS#8 for Ed25519; encrypted if there is a passphrase. */
export function pemOf(key: ParsedKey, kind: KeyKind, passphrase?: string): string {
  const type = ({ rsa: 'pkcs1', ecdsa: 'sec1', ed25519: 'pkcs8' } as const)[kind];
  const encryption = passphrase === undefined ? {} : { cipher: 'aes-256-cbc', passphrase };
  // Through node:crypto even without encryption, because ssh2 writes the number of an ECDSA key one byte too long.
  return createPrivateKey(key.getPrivatePEM()).export({ type, format: 'pem', ...encryption }) as string;
}

/** The private key in a PEM text; undefined for what is none, or is encrypted otherwise. */
export function privateKeyIn(pem: string, passphrase?: string): KeyObject | undefined {
  try {
    return createPrivateKey({ key: pem, ...(passphrase !== undefined && { passphrase }) });
  } catch {
    return undefined;
  }
}
