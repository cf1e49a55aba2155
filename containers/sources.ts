/** All that is public here of single sources: the container of each, and its getters where one container has them all. */
import { AbstractStartedContainer } from 'testcontainers';
import type { EndpointsByService, ServiceName } from '../playground/manifests.ts';
import { keepSnapshot, restoreSnapshot } from '../services/postgres-seed/snapshots.ts';

export { ApiContainer, StartedApiContainer } from '../services/api/container.ts';
export { BastionContainer, StartedBastionContainer } from '../services/bastion/container.ts';
export { GatewayContainer, StartedGatewayContainer } from '../services/gateway/container.ts';
export { KeyVaultContainer, StartedKeyVaultContainer } from '../services/key-vault/container.ts';
export { PostgresContainer, StartedPostgresContainer } from '../services/postgres-seed/container.ts';
export { RedshiftContainer, StartedRedshiftContainer } from '../services/redshift/container.ts';
export { S3Container, StartedS3Container } from '../services/s3-minio/container.ts';

/** A running playground, source by source. A getter of a source that was not started throws `ERR_NOT_STARTED`. */
export abstract class StartedSources extends AbstractStartedContainer {
  /** Without a slash at the end: `http://localhost:32768`. */
  getApiUrl(): string {
    return this.endpointsOf('api').url;
  }

  /** The database as its owner: `postgresql://playground:…@localhost:32769/playground`. */
  getConnectionUri(): string {
    return this.endpointsOf('postgres').url;
  }

  /** Without a slash at the end. */
  getS3Url(): string {
    return this.endpointsOf('s3').url;
  }

  /** Where vault and identity platform answer by address, without a slash at the end. */
  getVaultUrl(): string {
    return this.endpointsOf('key-vault').url;
  }

  /** What `HTTP_PROXY` and `HTTPS_PROXY` are set to. */
  getGatewayUrl(): string {
    return this.endpointsOf('gateway').url;
  }

  /** With the user, the password and where the authority is. */
  getRedshiftUri(): string {
    return this.endpointsOf('redshift').url;
  }

  /** Keeps the database as it is now, under a name, until the container goes. Ends all of its sessions. */
  snapshot(name?: string): Promise<void> {
    return keepSnapshot(this.endpointsOf('postgres'), name);
  }

  /** Brings the database back to a snapshot. Ends all of its sessions. */
  restoreSnapshot(name?: string): Promise<void> {
    return restoreSnapshot(this.endpointsOf('postgres'), name);
  }

  /** @deprecated until version 0.3: {@link getApiUrl} */
  get apiUrl(): string {
    return this.getApiUrl();
  }

  /** @deprecated until version 0.3: {@link getConnectionUri} */
  get connectionUri(): string {
    return this.getConnectionUri();
  }

  /** The SSH bastion, its users and their keys. */
  get bastion(): EndpointsByService['bastion'] {
    return this.endpointsOf('bastion');
  }

  /** The object store, and the keys for it. */
  get s3(): EndpointsByService['s3'] {
    return this.endpointsOf('s3');
  }

  /** The key vault, and the client that may sign in. */
  get keyVault(): EndpointsByService['key-vault'] {
    return this.endpointsOf('key-vault');
  }

  /** @deprecated until version 0.3: {@link getGatewayUrl} */
  get gatewayUrl(): string {
    return this.getGatewayUrl();
  }

  /** The database for clients of Amazon Redshift. */
  get redshift(): EndpointsByService['redshift'] {
    return this.endpointsOf('redshift');
  }

  /** @throws PlaygroundError `ERR_NOT_STARTED` */
  protected abstract endpointsOf<Asked extends ServiceName>(service: Asked): EndpointsByService[Asked];
}
