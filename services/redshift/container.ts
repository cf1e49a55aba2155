import { GenericContainer } from 'testcontainers';
import type { Authority } from '../../authority/open-authority.ts';
import { ANNOUNCEMENT, startAnnounced } from '../../container-engine/announced-endpoints.ts';
import { serverNames } from '../../container-engine/server-names.ts';
import { StartedServiceContainer } from '../../container-engine/started-service-container.ts';
import { TLS_FILES, trustIn } from '../../container-engine/trust.ts';
import { readyLine } from '../../container-engine/with-last-words.ts';
import { type RedshiftEndpoints, redshiftAt } from './endpoints.ts';
import type { RedshiftDatabase } from './options.ts';

const PORT = 5439;

/** The Redshift door in a container of its own. The database is another container's, in the same network. */
export class RedshiftContainer extends GenericContainer {
  #authority: Authority | undefined;

  /** @param image built in a clone by `docker build --target redshift -t connector-playground-redshift .` */
  constructor(image: string) {
    super(image);
    this.withExposedPorts(PORT).withWaitStrategy(readyLine(image, ANNOUNCEMENT));
  }

  /** The database behind the door, by the address that the container knows it under. Must be given. */
  withDatabase({ host, port, database, user, password }: RedshiftDatabase): this {
    return this.withEnvironment({
      REDSHIFT_DATABASE_HOST: host,
      REDSHIFT_DATABASE_PORT: String(port),
      REDSHIFT_DATABASE_NAME: database,
      REDSHIFT_DATABASE_USER: user,
      REDSHIFT_DATABASE_PASSWORD: password,
    });
  }

  /** Who vouches for it, where several containers are to share one. Default: an authority of its own. */
  withAuthority(authority: Authority): this {
    this.#authority = authority;
    return this;
  }

  /** @throws PlaygroundError `ERR_NO_ENGINE`, `ERR_NO_IMAGE` or `ERR_SERVICE_FAILED` */
  override async start(): Promise<StartedRedshiftContainer> {
    const trust = await trustIn(this.#authority, await serverNames(this.networkAliases));
    this.withCopyContentToContainer(trust.files).withEnvironment({
      REDSHIFT_TLS_KEY: TLS_FILES.key,
      REDSHIFT_TLS_CERT: TLS_FILES.cert,
      REDSHIFT_CA_FILE: TLS_FILES.ca,
    });
    const announced = { port: PORT, at: redshiftAt, trust };
    return new StartedRedshiftContainer(
      ...(await startAnnounced(this.imageName.string, () => super.start(), announced)),
    );
  }
}

export class StartedRedshiftContainer extends StartedServiceContainer<RedshiftEndpoints> {
  /** With the user, the password and where the authority is. */
  get connectionUri(): string {
    return this.endpoints.url;
  }

  /** The door holds nothing: what there is to reset is the database's. */
  override async reset(): Promise<void> {}
}
