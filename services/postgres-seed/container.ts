import { Wait } from 'testcontainers';
import type { Authority } from '../../authority/open-authority.ts';
import { openedAuthority, wholeNumber, wholeSeed } from '../../containers/support/checks.ts';
import { serverNames } from '../../containers/support/server-names.ts';
import { authoritySetting, SourceContainer } from '../../containers/support/source-container.ts';
import { StartedServiceContainer } from '../../containers/support/started-service-container.ts';
import { TLS_FILES, trustIn } from '../../containers/support/trust.ts';
import type { Place } from '../../core/place.ts';
import { Undo } from '../../core/undo.ts';
import { createDataset, type DatasetOptions, MOST_RECORDS } from '../../fixtures/dataset.ts';
import { fixedCredentials as credentials } from './credentials.ts';
import { endpointsOf, type PostgresEndpoints } from './endpoints.ts';
import { checkPostgresOptions, defaultPostgresOptions, MOST_ROWS, SERVER_LIMITS } from './options.ts';
import { resetServer, seedServer } from './seed-server.ts';
import { keepSnapshot, restoreSnapshot } from './snapshots.ts';

const PORT = 5432;
const SUPERUSER = { user: 'postgres', password: 'playground-superuser-password' };

/** Texts sort by code point, as they do in the embedded server. */
const INITDB = '--encoding=UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8';

const SETTINGS = [
  'wal_level=logical',
  'timezone=UTC',
  'log_timezone=UTC',
  'jit=off',
  'fsync=off',
  'max_parallel_workers_per_gather=0',
  ...Object.entries(SERVER_LIMITS).map(([name, value]) => `${name}=${value}`),
];

/**
 * The server takes no key that others could read, so the image's own set-up makes a copy that belongs to it, outside of
 * its data. TLS is turned on only now: a server starts before, for the set-up.
 */
const TURN_ON_TLS = `
install -d -m 700 /var/lib/postgresql/tls
install -m 600 ${TLS_FILES.key} /var/lib/postgresql/tls/server.key
install -m 600 ${TLS_FILES.cert} /var/lib/postgresql/tls/server.crt
cat >>"$PGDATA/postgresql.conf" <<SETTINGS
ssl = on
ssl_key_file = '/var/lib/postgresql/tls/server.key'
ssl_cert_file = '/var/lib/postgresql/tls/server.crt'
SETTINGS
`;

/** PostgreSQL in a container, seeded with every table that the public examples read. */
export class PostgresContainer extends SourceContainer {
  #authority: Authority | undefined;
  #world: Partial<DatasetOptions> = {};
  #rows = defaultPostgresOptions.rows;

  /** @param image the official one of PostgreSQL 17: `postgres:17-trixie` */
  constructor(image: string) {
    super(image);
    this.withExposedPorts(PORT)
      .withEnvironment({ POSTGRES_PASSWORD: SUPERUSER.password, POSTGRES_INITDB_ARGS: INITDB })
      .withCommand(['postgres', ...SETTINGS.flatMap((setting) => ['-c', setting])])
      // Over TCP: while the image fills its folder, the server listens on a socket only.
      .withHealthCheck({
        test: ['CMD', 'pg_isready', '--host=127.0.0.1'],
        interval: 250,
        timeout: 4_000,
        retries: 400,
      })
      .withWaitStrategy(Wait.forHealthCheck());
  }

  /** Which world: a whole number. Default 42. */
  withSeed(seed: number): this {
    this.#world = { ...this.#world, seed: wholeSeed(seed) };
    return this;
  }

  /** How many people live in it. Default 200. */
  withRecords(records: number): this {
    this.#world = { ...this.#world, records: wholeNumber('withRecords', records, 0, MOST_RECORDS) };
    return this;
  }

  /** How many rows the table `people` has, 0 to 100 million. Default 20,000. */
  withPostgresRows(rows: number): this {
    this.#rows = wholeNumber('withPostgresRows', rows, 0, MOST_ROWS);
    return this;
  }

  /** @deprecated until version 0.3: {@link withPostgresRows} */
  withRows(rows: number): this {
    return this.withPostgresRows(rows);
  }

  /** The authority that signs its certificate, if several containers share one. Default: its own authority. */
  withAuthority(authority: Authority): this {
    this.#authority = openedAuthority(authority);
    return this;
  }

  protected override settings() {
    return { ...authoritySetting(this.#authority), world: this.#world, rows: this.#rows };
  }

  /** @throws PlaygroundError `ERR_NO_ENGINE`, `ERR_NO_IMAGE`, `ERR_SERVICE_FAILED` or `ERR_BAD_OPTION` */
  override start(): Promise<StartedPostgresContainer> {
    return Undo.onFailure(async (undo) => {
      const trust = await trustIn(this.#authority, await serverNames(this.networkAliases));
      undo.defer(() => trust.remove());
      this.withCopyContentToContainer([
        ...trust.files,
        { target: '/docker-entrypoint-initdb.d/turn-on-tls.sh', content: TURN_ON_TLS },
      ]);
      const container = await super.start();
      undo.defer(async () => void (await container.stop()));
      const { ca } = await trust.of(container);
      const present = ({ host, port }: Place) => endpointsOf({ host, port, credentials, tls: { ca } });
      const { remove } = trust;
      const started = new StartedPostgresContainer(container, { port: PORT, present, remove });
      await this.#seed(started);
      return started;
    });
  }

  /** From here, over the wire: the image has no playground program. */
  async #seed({ endpoints: { host, port } }: StartedPostgresContainer): Promise<void> {
    const dataset = createDataset(this.#world);
    const options = checkPostgresOptions({ ...defaultPostgresOptions, dataset, rows: this.#rows });
    await seedServer({ host, port, superuser: SUPERUSER }, options);
  }
}

export class StartedPostgresContainer extends StartedServiceContainer<PostgresEndpoints> {
  /** As the database's owner: `postgresql://playground:…@localhost:32769/playground`. */
  getConnectionUri(): string {
    return this.endpoints.url;
  }

  getDatabase(): string {
    return this.endpoints.database;
  }

  getUsername(): string {
    return this.endpoints.owner.user;
  }

  getPassword(): string {
    return this.endpoints.owner.password;
  }

  /** @deprecated until version 0.3: {@link getConnectionUri} */
  get connectionUri(): string {
    return this.getConnectionUri();
  }

  /** Keeps the database as it is now, under a name; see {@link keepSnapshot}. Ends all sessions. */
  snapshot(name?: string): Promise<void> {
    return keepSnapshot(this.endpoints, name);
  }

  /** Brings the database back to a snapshot. Ends all sessions. */
  restoreSnapshot(name?: string): Promise<void> {
    return restoreSnapshot(this.endpoints, name);
  }

  override reset(): Promise<void> {
    const { host, port } = this.endpoints;
    return resetServer({ host, port, superuser: SUPERUSER }, this.endpoints);
  }
}
