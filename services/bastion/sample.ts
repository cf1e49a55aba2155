import type { BastionEndpoints, KeyFile, UserKey } from './endpoints.ts';
import { defaultBastionOptions } from './options.ts';

const file: KeyFile = { path: '', text: '', base64: '' };
const userKey: UserKey = { publicKey: '', openSsh: file, pem: file };
const { password, key } = defaultBastionOptions;

/** Endpoints of a bastion by their form alone. */
export const sample: BastionEndpoints = {
  host: '127.0.0.1',
  port: 1,
  password,
  key: {
    ...key,
    rsa: userKey,
    rsaEncrypted: userKey,
    ecdsa: userKey,
    ecdsaEncrypted: userKey,
    ed25519: userKey,
    ed25519Encrypted: userKey,
  },
  hostKeys: [{ type: '', fingerprint: '' }],
  knownHosts: '',
  forwards: [{ host: '127.0.0.1', port: 1 }],
};
