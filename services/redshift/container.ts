import { Wait } from 'testcontainers';
import type { Authority } from '../../authority/open-authority.ts';
import { ANNOUNCEMENT, startAnnounced } from '../../containers/support/announced-endpoints.ts';
import { nonEmptyText, openedAuthority, refused, wholeNumber } from '../../containers/support/checks.ts';
import { serverNames } from '../../containers/support/server-names.ts';
import { authoritySetting, SourceContainer } from '../../containers/support/source-container.ts';
import { StartedServiceContainer } from '../../containers/support/started-service-container.ts';
import { TLS_FILES, trustIn } from '../../containers/support/trust.ts';
import { type RedshiftEndpoints, redshiftAt } from './endpoints.ts';
import { noDatabase } from './errors.ts';
import type { RedshiftDatabase } from './options.ts';

const PORT = 5439;

/** The Redshift proxy in a separate container. The database is in another container of the same network. */
export class RedshiftContainer extends SourceContainer {
  #authority: Authority | undefined;
  #hasDatabase = false;

  /** @param image built in a clone by `docker build --target redshift -t connector-playground-redshift .` */
  constructor(image: string) {
    super(image);
    this.withExposedPorts(PORT).withWaitStrategy(Wait.forLogMessage(ANNOUNCEMENT));
  }

  /** The database behind the proxy, at an address that the container can reach. Must be given. */
  withDatabase(given: RedshiftDatabase): this {
    const { host, port, database, user, password } = checkedDatabase(given);
    this.#hasDatabase = true;
    return this.withEnvironment({
      PLAYGROUND_REDSHIFT_DATABASE_HOST: host,
      PLAYGROUND_REDSHIFT_DATABASE_PORT: String(port),
      PLAYGROUND_REDSHIFT_DATABASE_NAME: database,
      PLAYGROUND_REDSHIFT_DATABASE_USER: user,
      PLAYGROUND_REDSHIFT_DATABASE_PASSWORD: password,
    });
  }

  /** The authority that signs its certificate, if several containers share one. Default: its own authority. */
  withAuthority(authority: Authority): this {
    this.#authority = openedAuthority(authority);
    return this;
  }

  protected override settings() {
    return authoritySetting(this.#authority);
  }

  /** @throws PlaygroundError `ERR_BAD_OPTION` without a database, `ERR_NO_ENGINE`, `ERR_NO_IMAGE` or `ERR_SERVICE_FAILED` */
  override async start(): Promise<StartedRedshiftContainer> {
    if (!this.#hasDatabase) throw noDatabase();
    const trust = await trustIn(this.#authority, await serverNames(this.networkAliases));
    this.withCopyContentToContainer(trust.files).withEnvironment({
      PLAYGROUND_REDSHIFT_TLS_KEY: TLS_FILES.key,
      PLAYGROUND_REDSHIFT_TLS_CERT: TLS_FILES.cert,
      PLAYGROUND_REDSHIFT_CA_FILE: TLS_FILES.ca,
    });
    const announced = { port: PORT, at: redshiftAt, trust };
    return new StartedRedshiftContainer(...(await startAnnounced(() => super.start(), announced)));
  }
}

/** @throws PlaygroundError `ERR_BAD_OPTION` that names the part which is missing or wrong, and never the password */
function checkedDatabase(given: RedshiftDatabase): RedshiftDatabase {
  const form = 'an object of host, port, database, user and password';
  if (typeof given !== 'object' || given === null) throw refused('withDatabase', form, given);
  wholeNumber('withDatabase', given.port, 1, 65_535);
  for (const part of ['host', 'database', 'user'] as const)
    nonEmptyText('withDatabase', `text as ${part}`, given[part]);
  if (typeof given.password !== 'string')
    throw refused('withDatabase', 'text as password', typeof given.password);
  return given;
}

export class StartedRedshiftContainer extends StartedServiceContainer<RedshiftEndpoints> {
  /** With the user, the password and where the authority is. */
  getConnectionUri(): string {
    return this.endpoints.url;
  }

  /** @deprecated until version 0.3: {@link getConnectionUri} */
  get connectionUri(): string {
    return this.getConnectionUri();
  }

  /** The proxy has no data: reset the database behind it. */
  override async reset(): Promise<void> {}
}
