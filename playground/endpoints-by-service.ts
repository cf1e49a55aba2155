import type { ApiEndpoints } from '../services/api/endpoints.ts';
import type { BastionEndpoints } from '../services/bastion/endpoints.ts';
import type { GatewayEndpoints } from '../services/gateway/endpoints.ts';
import type { KeyVaultEndpoints } from '../services/key-vault/endpoints.ts';
import type { PostgresEndpoints } from '../services/postgres-seed/endpoints.ts';
import type { RedshiftEndpoints } from '../services/redshift/endpoints.ts';
import type { S3Endpoints } from '../services/s3-minio/endpoints.ts';

/** What each service gives its clients. Adding a service is one line here and one entry in the catalogue. */
export interface EndpointsByService {
  readonly api: ApiEndpoints;
  readonly postgres: PostgresEndpoints;
  readonly bastion: BastionEndpoints;
  readonly s3: S3Endpoints;
  readonly 'key-vault': KeyVaultEndpoints;
  readonly gateway: GatewayEndpoints;
  readonly redshift: RedshiftEndpoints;
}

export type ServiceName = keyof EndpointsByService;
