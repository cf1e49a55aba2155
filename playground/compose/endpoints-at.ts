import type { Authority } from '../../authority/open-authority.ts';
import type { BastionEndpoints } from '../../services/bastion/endpoints.ts';
import type { KeptHostKeys } from '../../services/bastion/host-keys.ts';
import type { UserKeys } from '../../services/bastion/user-keys.ts';
import { hostsOf } from '../../services/gateway/hosts-of.ts';
import { defaultKeyVaultOptions } from '../../services/key-vault/options.ts';
import { endpointsOf } from '../../services/postgres-seed/endpoints.ts';
import { presentEndpoints } from '../../services/redshift/endpoints.ts';
import { defaultS3Options } from '../../services/s3-minio/options.ts';
import { RESET_PATH } from '../../services/s3-minio/reset-path.ts';
import type { Credentials, EndpointsByService } from '../manifests.ts';
import { offersOf } from '../offers.ts';
import type { Places } from './places.ts';

/** What clients need beside an address. */
export interface Material {
  readonly credentials: Credentials;
  readonly authority: Authority;
  /** Where clients find the authority's certificate. */
  readonly caFile: string;
  readonly hostKeys: KeptHostKeys;
  readonly userKeys: UserKeys;
  readonly forwards: BastionEndpoints['forwards'];
}

/** The endpoints of containers, as the embedded services would present them, for clients who find them at `places`. */
export function endpointsAt(places: Places, material: Material): EndpointsByService {
  const { credentials, authority, caFile, hostKeys, userKeys, forwards } = material;
  const url = (scheme: string, name: keyof Places) => `${scheme}://${places[name].host}:${places[name].port}`;
  const { region, bucket } = defaultS3Options;
  const { tenantId, clientId, vaultName } = defaultKeyVaultOptions;
  const postgres = endpointsOf({
    ...places.postgres,
    credentials: credentials.postgres,
    tls: { ca: authority.caCertificate },
  });
  const endpoints = {
    api: { url: url('http', 'api'), credentials: credentials.api },
    postgres,
    bastion: {
      ...places.bastion,
      password: credentials.bastion.password,
      key: { ...credentials.bastion.key, ...userKeys },
      hostKeys: hostKeys.presented,
      knownHosts: hostKeys.knownHosts(places.bastion),
      forwards,
    },
    s3: {
      url: url('http', 's3'),
      region,
      bucket,
      ...credentials.s3,
      resetUrl: `${url('http', 'seed')}${RESET_PATH}`,
    },
    'key-vault': {
      url: url('https', 'key-vault'),
      vaultUrl: `https://${vaultName}.vault.azure.net`,
      authorityUrl: 'https://login.microsoftonline.com',
      tenantId,
      clientId,
      ...credentials['key-vault'],
      caFile,
    },
    redshift: presentEndpoints({
      ...places.redshift,
      database: postgres.database,
      ...credentials.redshift,
      caFile,
    }),
  };
  const gateway = { url: url('http', 'gateway'), caFile, hosts: hostsOf(offersOf(endpoints)) };
  return { ...endpoints, gateway };
}
