import { createPrivateKey } from 'node:crypto';
import { promisify } from 'node:util';
import ssh2, { type ParsedKey } from 'ssh2';
import { unreadableKey } from './errors.ts';
import { keepFile } from './keep-file.ts';

export type KeyKind = 'rsa' | 'ecdsa' | 'ed25519';

const generateKeyPair = promisify(
  (kind: KeyKind, options: object, done: (error: Error | null, pair: ssh2.utils.KeyPairReturn) => void) =>
    ssh2.utils.generateKeyPair(kind, options as { bits: 256 }, done),
);

/** Reads the key in a file of `openssh-key-v1` format; makes a new one if there is no such file. */
export async function keepPrivateKey(
  path: string,
  kind: KeyKind,
  passphrase?: string,
): Promise<{ readonly text: string; readonly key: ParsedKey }> {
  const text = await keepFile(path, () => generatePrivateKey(kind, passphrase));
  const key = parsePrivateKey(text, passphrase);
  if (!key) throw unreadableKey(path);
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
    if (parsePrivateKey(pair.private, passphrase)) return pair.private;
  }
}

function parsePrivateKey(text: string, passphrase: string | undefined): ParsedKey | undefined {
  const key = ssh2.utils.parseKey(text, passphrase);
  return 'getPrivatePEM' in key && key.isPrivateKey() ? key : undefined;
}

/** The same key as PEM: PKCS#1 for RSA, SEC1 for ECDSA, PKCS#8 for Ed25519; encrypted if there is a passphrase. */
export function pemOf(key: ParsedKey, kind: KeyKind, passphrase?: string): string {
  const type = ({ rsa: 'pkcs1', ecdsa: 'sec1', ed25519: 'pkcs8' } as const)[kind];
  const encryption = passphrase === undefined ? {} : { cipher: 'aes-256-cbc', passphrase };
  // Through node:crypto even without encryption, because ssh2 writes the number of an ECDSA key one byte too long.
  return createPrivateKey(key.getPrivatePEM()).export({ type, format: 'pem', ...encryption }) as string;
}
