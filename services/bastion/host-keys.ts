import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { ParsedKey } from 'ssh2';
import type { Address } from '../../core/place.ts';
import type { HostKey } from './endpoints.ts';
import { type KeyKind, keepPrivateKey } from './private-key.ts';

export interface KeptHostKeys {
  /** Private keys for the server. */
  readonly texts: readonly string[];
  readonly presented: readonly HostKey[];
  /** The lines a client's `known_hosts` file needs for the bastion at this address. */
  readonly knownHosts: (address: Address) => string;
}

/** Ed25519 for clients of today, ECDSA and RSA for those that know nothing newer. */
const KINDS: readonly KeyKind[] = ['ed25519', 'ecdsa', 'rsa'];

const REMEDY =
  'Remove it: the next start makes another host key, and clients must then forget the old one (known_hosts).';

/**
 * Reads the host keys from a folder; makes those that are missing.
 *
 * @throws PlaygroundError `ERR_SERVICE_FAILED` that names a damaged file
 */
export async function keepHostKeys(directory: string): Promise<KeptHostKeys> {
  const kept = await Promise.all(
    KINDS.map((kind) => keepPrivateKey(join(directory, `host-${kind}`), kind, REMEDY)),
  );
  return {
    texts: kept.map(({ text }) => text),
    presented: kept.map(({ key }) => ({ type: key.type, fingerprint: fingerprintOf(key) })),
    knownHosts: ({ host, port }) => {
      const name = port === 22 ? host : `[${host}]:${port}`;
      return kept.map(({ key }) => `${name} ${key.type} ${key.getPublicSSH().toString('base64')}\n`).join('');
    },
  };
}

function fingerprintOf(key: ParsedKey): string {
  const hash = createHash('sha256').update(key.getPublicSSH()).digest('base64');
  return `SHA256:${hash.replaceAll('=', '')}`;
}
