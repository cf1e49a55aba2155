import { resetApi } from '../services/api/reset.ts';
import { resetGateway } from '../services/gateway/reset.ts';
import { resetKeyVault } from '../services/key-vault/reset.ts';
import { resetPostgres } from '../services/postgres-seed/reset.ts';
import { resetS3 } from '../services/s3-minio/reset.ts';
import type { EndpointsByService, ServiceName } from './endpoints-by-service.ts';

/** How each service is reset over the wire, wherever it runs; one that is missing can be reset only where it runs. */
export const resets: {
  readonly [Name in ServiceName]?: (endpoints: EndpointsByService[Name]) => Promise<void>;
} = {
  api: resetApi,
  postgres: resetPostgres,
  s3: resetS3,
  'key-vault': resetKeyVault,
  gateway: resetGateway,
};
