import { readFileSync } from 'node:fs';
import { Journal } from '../../core/control/journal.ts';
import { journalSizeFrom } from '../../core/control/journal-size.ts';
import { EnvironmentSettings } from '../../core/env.ts';
import type { FaultPlan } from '../../core/faults/fault-plan.ts';
import { type Logger, silentLogger } from '../../core/logger.ts';
import { PlaygroundError } from '../../core/playground-error.ts';
import type { WorldClock } from '../../core/world-clock.ts';
import { createDataset, type Dataset } from '../../fixtures/dataset.ts';
import { DEFAULT_SIZES } from '../../fixtures/table-sizes.ts';
import { datasetFrom } from '../dataset-from.ts';
import { fixedCredentials, type PostgresCredentials } from './credentials.ts';
import type { PostgresTls } from './tls.ts';
import type { SharedServer } from './worlds/shared-server.ts';

export interface PostgresOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Where the server keeps its files; used again by the next start. */
  readonly directory: string;
  readonly dataset: Dataset;
  /** How many rows the table `people` has: 0 to 100 million. */
  readonly rows: number;
  /** What moves the time of a living world. Left out: it stays at the dataset's anchor. */
  readonly worldClock?: WorldClock;
  readonly credentials: PostgresCredentials;
  /** Left out: the server speaks no TLS. */
  readonly tls?: PostgresTls;
  /** Where what clients do is noted. Default: one of its own. */
  readonly journal: Journal;
  /** Whose plan is told which faults cannot be had. Left out: nobody's. */
  readonly faults?: FaultPlan;
  /** Whether each statement of a client is noted, from the server's log. */
  readonly notesStatements: boolean;
  /** What time it was in the world at a real time (ms since 1970), by which the server writes its log. Default: the same. */
  readonly timeAt: (real: number) => number;
  /** Where further worlds find the server. Left out: there are none. */
  readonly shared?: SharedServer;
  readonly logger: Logger;
  /** Told now and then while rows go into a table, and once when the table is full. */
  readonly onProgress: (table: string, done: number, total: number) => void;
}

/** What the table `people` can have. */
export const MOST_ROWS = 100_000_000;

/** Settings by which clients cannot keep a reset out or fill the disk, wherever the server runs. */
export const SERVER_LIMITS = {
  max_connections: 103,
  /** For the admin, when clients have taken all others. */
  reserved_connections: 3,
  /** For the service itself, when admins have taken those too. */
  superuser_reserved_connections: 3,
  /** A connection that never logs in is in the way of others. */
  authentication_timeout: '10s',
  /** A slot that nobody reads is lost before it has filled the disk. */
  max_slot_wal_keep_size: '1GB',
} as const;

export const defaultPostgresOptions: Omit<PostgresOptions, 'journal'> = {
  host: '127.0.0.1',
  port: 5432,
  directory: '.playground/postgres',
  dataset: createDataset(),
  rows: DEFAULT_SIZES.databasePeople,
  credentials: fixedCredentials,
  notesStatements: true,
  timeAt: (real) => real,
  logger: silentLogger,
  onProgress: () => undefined,
};

/** @throws PlaygroundError `ERR_BAD_OPTION` that names the option, its value and what it may be. */
export function checkPostgresOptions<Options extends Pick<PostgresOptions, 'rows' | 'port'>>(
  options: Options,
): Options {
  const { rows, port } = options;
  if (!Number.isSafeInteger(rows) || rows < 0 || rows > MOST_ROWS) {
    throw new PlaygroundError(
      'ERR_BAD_OPTION',
      `rows must be a whole number from 0 to ${MOST_ROWS}, but is ${rows}.`,
    );
  }
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new PlaygroundError(
      'ERR_BAD_OPTION',
      `port must be a whole number from 0 to 65535, but is ${port}.`,
    );
  }
  return options;
}

/**
 * Reads `PLAYGROUND_POSTGRES_HOST`, `…_PORT`, `…_DIRECTORY`, `…_ROWS`, the files named by `…_TLS_KEY`, `…_TLS_CERT` and
 * `…_TLS_CA`, `PLAYGROUND_JOURNAL_SIZE` and the world (see {@link datasetFrom}).
 */
export function postgresOptionsFromEnv(
  env: NodeJS.ProcessEnv,
  logger: Logger = silentLogger,
): PostgresOptions {
  const settings = new EnvironmentSettings(env, logger);
  const key = settings.text('PLAYGROUND_POSTGRES_TLS_KEY', '');
  const cert = settings.text('PLAYGROUND_POSTGRES_TLS_CERT', '');
  const ca = settings.text('PLAYGROUND_POSTGRES_TLS_CA', '');
  return {
    ...defaultPostgresOptions,
    journal: new Journal(journalSizeFrom(env)),
    host: settings.text('PLAYGROUND_POSTGRES_HOST', defaultPostgresOptions.host),
    port: settings.integer('PLAYGROUND_POSTGRES_PORT', defaultPostgresOptions.port),
    directory: settings.text('PLAYGROUND_POSTGRES_DIRECTORY', defaultPostgresOptions.directory),
    rows: settings.integer('PLAYGROUND_POSTGRES_ROWS', defaultPostgresOptions.rows),
    dataset: datasetFrom(settings),
    ...(key && cert && { tls: { key: pem(key), cert: pem(cert), ...(ca && { ca: pem(ca) }) } }),
  };
}

function pem(path: string): string {
  return readFileSync(path, 'utf8');
}
