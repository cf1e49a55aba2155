import { readFileSync } from 'node:fs';
import { integerFrom, textFrom } from '../../core/env.ts';
import { type Logger, silentLogger } from '../../core/logger.ts';
import { missingSetting, unreadableFile } from './errors.ts';

export interface RedshiftLogin {
  readonly user: string;
  readonly password: string;
}

/** The PostgreSQL server behind the door, and who the door is there. It is spoken to without TLS. */
export interface RedshiftDatabase extends RedshiftLogin {
  readonly host: string;
  readonly port: number;
  readonly database: string;
}

interface RedshiftLimits {
  /** Connections at once; the next one is told so and closed. */
  readonly connections: number;
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
  /** What clients must give. */
  readonly login: RedshiftLogin;
  readonly limits: RedshiftLimits;
  readonly logger: Logger;
}

/** What nobody else can know: where the database is, and the certificate. */
export type RequiredRedshiftOptions = Pick<RedshiftOptions, 'tls' | 'caFile' | 'database'>;

/** 10,000 bytes and a minute are what PostgreSQL allows (MAX_STARTUP_PACKET_LENGTH, authentication_timeout). */
export const defaultRedshiftOptions: Omit<RedshiftOptions, keyof RequiredRedshiftOptions> = {
  host: '127.0.0.1',
  port: 5439,
  login: { user: 'awsuser', password: 'Playground-redshift-1' },
  limits: { connections: 200, startupBytes: 10_000, loginMs: 60_000 },
  logger: silentLogger,
};

/**
 * Reads `REDSHIFT_HOST`, `REDSHIFT_PORT`, `REDSHIFT_USER`, `REDSHIFT_PASSWORD`, the files named by
 * `REDSHIFT_TLS_KEY`, `REDSHIFT_TLS_CERT` and `REDSHIFT_CA_FILE`, and `REDSHIFT_DATABASE_HOST`, `…_PORT`, `…_NAME`,
 * `…_USER` and `…_PASSWORD`.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` that names the variable which is missing or wrong
 */
export function redshiftOptionsFromEnv(env: NodeJS.ProcessEnv): RedshiftOptions {
  const { host, port, login } = defaultRedshiftOptions;
  const required = (variable: string): string => {
    const text = textFrom(env, variable, '');
    if (text === '') throw missingSetting(variable);
    return text;
  };
  return {
    ...defaultRedshiftOptions,
    host: textFrom(env, 'REDSHIFT_HOST', host),
    port: integerFrom(env, 'REDSHIFT_PORT', port),
    login: {
      user: textFrom(env, 'REDSHIFT_USER', login.user),
      password: textFrom(env, 'REDSHIFT_PASSWORD', login.password),
    },
    tls: { key: pem(required('REDSHIFT_TLS_KEY')), cert: pem(required('REDSHIFT_TLS_CERT')) },
    caFile: required('REDSHIFT_CA_FILE'),
    database: {
      host: required('REDSHIFT_DATABASE_HOST'),
      port: integerFrom(env, 'REDSHIFT_DATABASE_PORT', 5432),
      database: required('REDSHIFT_DATABASE_NAME'),
      user: required('REDSHIFT_DATABASE_USER'),
      password: required('REDSHIFT_DATABASE_PASSWORD'),
    },
  };
}

function pem(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw unreadableFile(path, error);
  }
}
