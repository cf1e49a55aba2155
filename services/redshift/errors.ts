import { PlaygroundError } from '../../core/playground-error.ts';

/** The errors for the person who starts the proxy. The errors for its clients are in `refusal.ts`. */

export function missingSetting(variable: string): PlaygroundError {
  return new PlaygroundError('ERR_BAD_OPTION', `redshift cannot start without ${variable}. Set it.`);
}

export function unreadableFile(path: string, cause: unknown): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    `redshift cannot read ${path}. Give the path of a file in PEM.`,
    { cause },
  );
}

export function unusableCertificate(cause: unknown): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    'redshift cannot use its certificate: tls.key and tls.cert must be PEM texts that belong together.',
    { cause },
  );
}

export function noDatabase(): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    'RedshiftContainer needs a database. Name it with withDatabase({ host, port, database, user, password }). The address must be one that the container can reach.',
  );
}

export function nothingBehind(): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    'redshift needs the service postgres. Start that service too.',
  );
}
