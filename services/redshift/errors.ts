import { PlaygroundError } from '../../core/playground-error.ts';

/** What can go wrong for whoever starts the door. What its clients are told stands in `refusal.ts`. */

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
    'RedshiftContainer needs a database. Name it by withDatabase({ host, port, database, user, password }), by the address that the container knows it under.',
  );
}

export function nothingBehind(): PlaygroundError {
  return new PlaygroundError('ERR_BAD_OPTION', 'redshift is a way to postgres. Start that service too.');
}
