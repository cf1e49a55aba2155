import type { ServiceName } from './endpoints-by-service.ts';

/** The port on which clients expect each service, where nothing else was asked for. */
export const documentedPorts: Readonly<Record<ServiceName, number>> = {
  api: 5001,
  postgres: 5432,
  bastion: 2222,
  s3: 9000,
  'key-vault': 8443,
  gateway: 8080,
  redshift: 5439,
};
