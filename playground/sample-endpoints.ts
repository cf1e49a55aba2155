import type { KeyFile, UserKey } from '../services/bastion/endpoints.ts';
import { endpointsOf } from '../services/postgres-seed/endpoints.ts';
import { presentEndpoints } from '../services/redshift/endpoints.ts';
import { credentialsOf } from './credentials.ts';
import type { EndpointsByService } from './endpoints-by-service.ts';

const place = { host: '127.0.0.1', port: 1 };
const url = 'http://127.0.0.1:1';
const caFile = 'ca.crt';
const file: KeyFile = { path: '', text: '', base64: '' };
const key: UserKey = { publicKey: '', openSsh: file, pem: file };
const { api, postgres, bastion, s3, keyVault, redshift } = credentialsOf('fixed');

/** Endpoints of every service, without what may be left out: the form that a file of endpoints must have. */
export const sampleEndpoints: EndpointsByService = {
  api: { url, credentials: api },
  postgres: endpointsOf({ ...place, credentials: postgres }),
  bastion: {
    ...place,
    password: bastion.password,
    key: {
      ...bastion.key,
      rsa: key,
      rsaEncrypted: key,
      ecdsa: key,
      ecdsaEncrypted: key,
      ed25519: key,
      ed25519Encrypted: key,
    },
    hostKeys: [{ type: '', fingerprint: '' }],
    knownHosts: '',
    forwards: [place],
  },
  s3: { url, region: '', bucket: '', ...s3 },
  'key-vault': {
    url,
    vaultUrl: url,
    authorityUrl: url,
    tenantId: '',
    clientId: '',
    ...keyVault,
    caFile,
  },
  gateway: { url, caFile, hosts: [''] },
  redshift: presentEndpoints({ ...place, ...redshift, database: '', caFile }),
};
