import { readFileSync } from 'node:fs';
import { type Clock, systemClock } from '../../core/clock.ts';
import { Journal } from '../../core/control/journal.ts';
import { journalSizeFrom } from '../../core/control/journal-size.ts';
import { EnvironmentSettings } from '../../core/env.ts';
import type { FaultPlan } from '../../core/faults/fault-plan.ts';
import { type Logger, silentLogger } from '../../core/logger.ts';
import type { MaxStartups } from '../../core/pending-logins.ts';
import { missingSetting, unreadableFile } from './errors.ts';
import type { ObjectStore } from './object-store/object-store.ts';

export interface RedshiftLogin {
  readonly user: string;
  readonly password: string;
}

/** The PostgreSQL server behind the door, and who the door is there. It is spoken to without TLS. */
export interface RedshiftDatabase extends RedshiftLogin {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /**
   * What its sessions are to be called when they log in, so that the database leaves it to this door to note what they
   * do. Left out: as the client says.
   */
  readonly relay?: string | undefined;
}

interface RedshiftLimits {
  /** Connections at once that have logged in; the next one is told so and closed. */
  readonly connections: number;
  /** Connections at once that have not logged in; see {@link MaxStartups}. */
  readonly maxStartups: MaxStartups;
  /** Of any packet that a client sends before it is logged in. */
  readonly startupBytes: number;
  /** How long a client may take from connecting to being logged in. */
  readonly loginMs: number;
}

export interface RedshiftOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** PEM texts. */
  readonly tls: { readonly key: string; readonly cert: string };
  /** Path of the authority that vouches for `tls.cert`; only repeated in the endpoints. */
  readonly caFile: string;
  readonly database: RedshiftDatabase;
  /** Where UNLOAD writes. Without one it is an error. */
  readonly objectStore: ObjectStore | undefined;
  /** What clients must give. */
  readonly login: RedshiftLogin;
  readonly limits: RedshiftLimits;
  /** Chooses who makes room while not all places are taken: 0 to 1 (exclusive). */
  readonly random: () => number;
  /** Where what clients do is noted. Default: one of its own. */
  readonly journal: Journal;
  /** What goes wrong on purpose. Left out: nothing. */
  readonly faults?: FaultPlan;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What nobody else can know: where the database is, and the certificate. */
export type RequiredRedshiftOptions = Pick<RedshiftOptions, 'tls' | 'caFile' | 'database'>;

/** 10,000 bytes are what PostgreSQL allows (MAX_STARTUP_PACKET_LENGTH). */
export const defaultRedshiftOptions: Omit<RedshiftOptions, keyof RequiredRedshiftOptions | 'journal'> = {
  host: '127.0.0.1',
  port: 5439,
  objectStore: undefined,
  login: { user: 'awsuser', password: 'Playground-redshift-1' },
  limits: {
    connections: 200,
    maxStartups: { start: 128, rate: 30, full: 256 },
    startupBytes: 10_000,
    loginMs: 30_000,
  },
  random: Math.random,
  clock: systemClock,
  logger: silentLogger,
};

/**
 * Reads `PLAYGROUND_REDSHIFT_HOST`, `…_PORT`, `…_USER`, `…_PASSWORD`, the files named by `…_TLS_KEY`, `…_TLS_CERT` and
 * `…_CA_FILE`, and `PLAYGROUND_REDSHIFT_DATABASE_HOST`, `…_PORT`, `…_NAME`,
 * `…_USER` and `…_PASSWORD`; for UNLOAD `PLAYGROUND_REDSHIFT_S3_URL`, `…_REGION`, `…_ACCESS_KEY_ID` and `…_SECRET_ACCESS_KEY`.
 * `PLAYGROUND_JOURNAL_SIZE` too.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` that names the variable which is missing or wrong
 */
export function redshiftOptionsFromEnv(
  env: NodeJS.ProcessEnv,
  logger: Logger = silentLogger,
): RedshiftOptions {
  const settings = new EnvironmentSettings(env, logger);
  const { host, port, login } = defaultRedshiftOptions;
  return {
    ...defaultRedshiftOptions,
    journal: new Journal(journalSizeFrom(env)),
    host: settings.text('PLAYGROUND_REDSHIFT_HOST', host),
    port: settings.integer('PLAYGROUND_REDSHIFT_PORT', port),
    login: {
      user: settings.text('PLAYGROUND_REDSHIFT_USER', login.user),
      password: settings.text('PLAYGROUND_REDSHIFT_PASSWORD', login.password),
    },
    tls: {
      key: pem(required(settings, 'PLAYGROUND_REDSHIFT_TLS_KEY')),
      cert: pem(required(settings, 'PLAYGROUND_REDSHIFT_TLS_CERT')),
    },
    caFile: required(settings, 'PLAYGROUND_REDSHIFT_CA_FILE'),
    database: {
      host: required(settings, 'PLAYGROUND_REDSHIFT_DATABASE_HOST'),
      port: settings.integer('PLAYGROUND_REDSHIFT_DATABASE_PORT', 5432),
      database: required(settings, 'PLAYGROUND_REDSHIFT_DATABASE_NAME'),
      user: required(settings, 'PLAYGROUND_REDSHIFT_DATABASE_USER'),
      password: required(settings, 'PLAYGROUND_REDSHIFT_DATABASE_PASSWORD'),
    },
    objectStore: objectStoreFromEnv(settings),
  };
}

function objectStoreFromEnv(settings: EnvironmentSettings): ObjectStore | undefined {
  const url = settings.text('PLAYGROUND_REDSHIFT_S3_URL', '');
  if (url === '') return undefined;
  return {
    url,
    region: settings.text('PLAYGROUND_REDSHIFT_S3_REGION', 'us-east-1'),
    accessKeyId: required(settings, 'PLAYGROUND_REDSHIFT_S3_ACCESS_KEY_ID'),
    secretAccessKey: required(settings, 'PLAYGROUND_REDSHIFT_S3_SECRET_ACCESS_KEY'),
  };
}

function required(settings: EnvironmentSettings, variable: string): string {
  const text = settings.text(variable, '');
  if (text === '') throw missingSetting(variable);
  return text;
}

function pem(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw unreadableFile(path, error);
  }
}
